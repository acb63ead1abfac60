"""The publisher's text of the seed article is read beside the checkout and never copied into it."""

import subprocess
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent.parent


def test_no_file_holds_the_seed_articles_sentences(shared: Path) -> None:
    text = next((shared / "data" / "seed").glob("000_*.txt")).read_text()
    sentences = [part.strip() for part in text.split(".") if len(part.strip()) > 60]
    listed = subprocess.run(["git", "ls-files"], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    files = listed.stdout.split("\n")
    ours = "\n".join(
        (CHECKOUT / name).read_text(errors="replace")
        for name in files
        if name.endswith((".py", ".md", ".txt", ".json", ".html")) and (CHECKOUT / name).is_file()
    )
    assert sentences
    assert [sentence for sentence in sentences if sentence in ours] == []
