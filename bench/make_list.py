"""Write a made-up list of papers, so that the other benches need no list of anybody's.

    python bench/make_list.py --entries 400 > list.md

The same numbers give the same list: every title, id, name and address comes from a seeded generator. One
entry in a hundred has a defect of some kind, as in a list that is looked after.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator

SUBJECTS = (
    "Agents Policies Skills Worlds Rewards Planners Critics Memories Maps Gestures Scenes Rollouts".split()
)
MANNERS = "Sparse Latent Curious Robust Modular Causal Lifelong Grounded Hybrid Quiet Layered Patient".split()
MEANS = "Diffusion Distillation Retrieval Attention Contrast Imitation Search Replay Sketches Tokens".split()
PLACES = (
    "Kitchens Warehouses Oceans Streets Gardens Factories Simulators Libraries Hospitals Orchards".split()
)
NAMES = "Ada Ben Chen Dana Emeka Farah Goran Hana Ilse Jun Kofi Lena Mateo Noor Olga Priya".split()
FAMILIES = "Alder Brook Castell Dunne Engel Fjord Grove Hale Ibarra Jansen Koval Lindt Moreau Okafor".split()
VENUES = "NeurIPS ICML ICLR CVPR ICCV ECCV CoRL RSS ICRA AAAI".split()
STARS = "https://img.shields.io/github/stars"
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
DEFECTS = {
    "https://arxiv.org": "http://arxiv.org",
    "[Paper](": "[Paper] (",
    "ICLR": "Iclr",
    ") (": ")  (",
}


def entries(number: int, chance: random.Random) -> Iterator[str]:
    """That many entries, none like another."""
    for serial in range(number):
        year, month = chance.randint(19, 25), chance.randint(1, 12)
        words = [chance.choice(part) for part in (MANNERS, SUBJECTS, MEANS, PLACES)]
        title = f"{words[0]} {words[1]}: {words[2]} in {words[3]}, Study {serial + 1}"
        people = [f"{chance.choice(NAMES)} {chance.choice(FAMILIES)}" for _ in range(chance.randint(2, 5))]
        date = f"{MONTHS[month - 1]}. 20{year}"
        arxiv = f"{year}{month:02}.{10_000 + serial:05}"
        repository = f"lab-{serial % 97}/{words[0].lower()}-{words[1].lower()}-{serial + 1}"
        entry = (
            f"- [{title}](https://arxiv.org/abs/{arxiv}) ({date}, {chance.choice(VENUES)})\n"
            f"  {', '.join(people)}.\n"
            f"  [![Stars]({STARS}/{repository}.svg)](https://github.com/{repository})\n"
            f"  [Page](https://example.org/{serial + 1}) [Paper](https://arxiv.org/abs/{arxiv})\n"
        )
        if chance.random() < 0.01:
            right, wrong = chance.choice([*DEFECTS.items()])
            entry = entry.replace(right, wrong, 1)
        yield entry


def readme(number: int, seed: int = 1) -> str:
    """A list of `number` entries with headings, a table of contents and a table."""
    chance = random.Random(seed)  # noqa: S311 (it is to be the same every time)
    written = list(entries(number, chance))
    size = 40
    sections = [written[start : start + size] for start in range(0, len(written), size)]
    titles = [
        f"{MANNERS[place % 12]} {SUBJECTS[place // 12 % 12]} {place + 1}" for place in range(len(sections))
    ]
    contents = "".join(f"- [{title}](#{title.lower().replace(' ', '-')})\n" for title in [*titles, "Data"])
    parts = [
        "# Awesome Made-Up Papers\n\nA list for measuring, of papers that do not exist.\n\n",
        f"## Contents\n\n{contents}\n",
        *(f"## {title}\n\n{''.join(own)}\n" for title, own in zip(titles, sections, strict=True)),
        "## Data\n\n| Name | Year | Link |\n|---|---|---|\n",
        *(
            f"| Set {row} | 20{10 + row % 15} | [data](https://example.org/set/{row}) |\n"
            for row in range(number // 10)
        ),
    ]
    return "".join(parts)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--entries", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    sys.stdout.write(readme(options.entries, options.seed))
