"""The parsed article, made once: tokens and their tree (`document`), sentences (`sentences`), quoted stretches (`quotation`).

Every panel reads a `Document` and nothing else. `symbols` names the relations and marks that more than one of them asks for.
"""

from briefing.analysis.document.document import NO_STRETCH, Document, read_document
from briefing.analysis.document.sentences import Sentence

__all__ = ["NO_STRETCH", "Document", "Sentence", "read_document"]
