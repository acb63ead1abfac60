"""A district's or a province's name without the words for what it is, so that outlines are found by it. Pure."""

from ledger.search import name_key

KINDS = (
    "district province region city oblast autonomous nohiya nohiyai nohia shahri shahr e i viloyat viloyati "
    "vilayat velayat "
    "wuluswali uluswali ولایت ولسوالی ناحیه ноҳияи ноҳия вилояти район область провинция город"
)
KIND_KEYS = frozenset(name_key(KINDS).split())


def area_key(name: str) -> str:
    keys = name_key(name).split()
    return " ".join(key for key in keys if key not in KIND_KEYS) or " ".join(keys)
