"""The conference that the URL of a page of proceedings names."""

import pytest

from awesome_lint.bibliography.published import venue_of_page


@pytest.mark.parametrize(
    ("url", "venue"),
    [
        ("https://openaccess.thecvf.com/content/CVPR2023/papers/A_CVPR_2023_paper.pdf", ("CVPR", 2023)),
        ("http://openaccess.thecvf.com/content_ICCV_2019/html/A_ICCV_2019_paper.html", ("ICCV", 2019)),
        ("https://www.cv-foundation.org/openaccess/content_cvpr_2015/papers/A.pdf", ("CVPR", 2015)),
        ("https://papers.nips.cc/paper_files/paper/2023/hash/a-Abstract-Conference.html", ("NeurIPS", 2023)),
        ("https://www.ecva.net/papers/eccv_2020/papers_ECCV/papers/1.pdf", ("ECCV", 2020)),
        ("https://aclanthology.org/P18-1001.pdf", ("ACL", 2018)),
        ("https://aclanthology.org/2024.findings-naacl.5/", ("NAACL", 2024)),
        # A journal, a workshop, a page of a whole conference, and a number that names no year.
        ("https://aclanthology.org/2020.tacl-1.3/", None),
        ("https://aclanthology.org/2020.clinicalnlp-1.3/", None),
        ("https://openaccess.thecvf.com/CVPR2019.py", None),
        ("https://papers.nips.cc/paper/6910-a", None),
    ],
)
def test_a_page_names_its_conference(url: str, venue: tuple[str, int] | None) -> None:
    assert venue_of_page(url) == venue
