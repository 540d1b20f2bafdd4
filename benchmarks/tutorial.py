"""The pipeline every tutorial shows, over the same documents and the same model.

Text as the usual readers give it (pypdf page by page, python-docx in the document's order, Markdown as it stands),
LangChain's RecursiveCharacterTextSplitter (1000, 200), HuggingFaceEmbeddings, Chroma.from_documents,
similarity_search.
"""

import time
from collections.abc import Iterator
from pathlib import Path

import docx
from docx.table import Table
from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_huggingface import HuggingFaceEmbeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter
from pypdf import PdfReader

from benchmarks.measures import TOP
from benchmarks.questions import Piece, Question
from sharebot.retrieval.model_files import built_in_model_folder


def embeddings() -> Embeddings:
    """As LangChain's own documentation makes them; loaded and warm."""
    made = HuggingFaceEmbeddings(model_name=str(built_in_model_folder()))
    made.embed_query("warm")
    return made


class Tutorial:
    """Reads, splits, embeds and stores the files when it is made, and remembers how long that took."""

    def __init__(self, place: Path, knowledge: Path, names: list[str], model: Embeddings) -> None:
        began = time.perf_counter()
        documents = [document for name in names for document in _read(knowledge, name)]
        chunks = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200).split_documents(documents)
        self._store = Chroma.from_documents(chunks, model, persist_directory=str(place))
        self.seconds = time.perf_counter() - began
        self.characters = sum(len(document.page_content) for document in documents)
        self.pieces = [_piece(chunk) for chunk in chunks]

    def search(self, question: Question) -> list[Piece]:
        return [_piece(chunk) for chunk in self._store.similarity_search(question.text, k=TOP)]


def _read(knowledge: Path, name: str) -> list[Document]:
    file = knowledge / name
    if file.suffix == ".pdf":
        pages = enumerate(PdfReader(file).pages, start=1)
        return [_document(page.extract_text(), name, number) for number, page in pages]
    if file.suffix == ".docx":
        return [_document("\n\n".join(_word_text(file)), name, None)]
    return [_document(file.read_text(encoding="utf-8"), name, None)]


def _document(text: str, name: str, page: int | None) -> Document:
    return Document(text, metadata={"source": name} | ({"page": page} if page else {}))


def _word_text(file: Path) -> Iterator[str]:
    for part in docx.Document(str(file)).iter_inner_content():
        if isinstance(part, Table):
            yield "\n".join("\t".join(cell.text for cell in row.cells) for row in part.rows)
        elif part.text.strip():
            yield part.text


def _piece(chunk: Document) -> Piece:
    return Piece(chunk.metadata["source"], chunk.metadata.get("page"), chunk.page_content)
