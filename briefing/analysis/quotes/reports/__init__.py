"""Reported speech without quotation marks: what a reporting word may report (`report_options`), and which of it (`reports`)."""
