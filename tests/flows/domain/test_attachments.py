"""Files for a dispute are checked by what is in them, and every problem is told at once."""

import pytest

from flows.domain.attachments import LARGEST_FILE, MOST_FILES, Attachment, problems_of

PNG = b"\x89PNG\r\n\x1a\n1234"


@pytest.mark.parametrize(
    "beginning",
    [PNG, b"\xff\xd8\xff\xe0", b"GIF87a", b"GIF89a", b"%PDF-1.7", b"RIFF\x00\x00\x00\x00WEBP"],
)
def test_pictures_and_pdf_files_are_taken(beginning: bytes) -> None:
    assert list(problems_of([Attachment("a", LARGEST_FILE, beginning)])) == []


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (Attachment("run.png", 5, b"MZ..."), "run.png is neither a picture"),
        (Attachment("wave.webp", 50, b"RIFF\x00\x00\x00\x00WAVE"), "wave.webp is neither"),
        (Attachment("none.png", 0, b""), "none.png is empty"),
        (Attachment("big.png", LARGEST_FILE + 1, PNG), "big.png has 2 MB; 2 MB may be sent"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_with_its_name(file: Attachment, says: str) -> None:
    [problem] = problems_of([file])
    assert problem.startswith(says)


def test_every_problem_is_told_at_once() -> None:
    files = [Attachment(f"{n}.txt", LARGEST_FILE * 2, b"words") for n in range(MOST_FILES + 1)]
    assert len(list(problems_of(files))) == 2 * len(files) + 1
