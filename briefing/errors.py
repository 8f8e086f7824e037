"""The exceptions of the program: one family, each with a message that a person can act on."""


class BriefingError(Exception):
    """Something went wrong that a person can mend; the message says what to do."""


class SourceError(BriefingError):
    """An article could not be had from its source."""


class AnalysisError(BriefingError):
    """An article could not be analysed."""


class ModelError(AnalysisError):
    """A language model is not there or cannot be loaded."""


class ClusterError(BriefingError):
    """Other machines cannot be reached, or cannot analyse."""


class ExportError(BriefingError):
    """A briefing could not be written."""


class StoreError(BriefingError):
    """What was remembered could not be read or kept."""


class ServeError(BriefingError):
    """The reader could not be served to a browser."""


class ConfigError(BriefingError):
    """The settings are wrong."""
