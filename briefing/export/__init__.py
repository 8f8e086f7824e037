"""What leaves the program: Markdown, JSON, HTML."""
