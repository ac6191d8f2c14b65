"""The conference that the URL of a page of proceedings names."""

import pytest

from awesome_lint.bibliography.volumes import venue_of_page


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
        ("https://proceedings.mlsys.org/paper_files/paper/2022/hash/a-Abstract.html", ("MLSys", 2022)),
        ("https://www.ijcai.org/proceedings/2020/0123.pdf", ("IJCAI", 2020)),
        ("http://proceedings.mlr.press/v97/ames19a/ames19a.pdf", ("ICML", 2019)),
        ("https://dl.acm.org/doi/abs/10.1145/3394486.3401234", ("KDD", 2020)),
        ("http://papers.nips.cc/paper/7529-looms.pdf", ("NeurIPS", 2018)),
        ("http://www.jmlr.org/papers/volume19/17-777/17-777.pdf", ("JMLR", 2018)),
        # A journal, a workshop, a page of a whole conference, and a number that names no year.
        ("https://aclanthology.org/2020.tacl-1.3/", None),
        ("https://aclanthology.org/2020.clinicalnlp-1.3/", None),
        ("https://openaccess.thecvf.com/CVPR2019.py", None),
        ("https://papers.nips.cc/paper/7300-a", None),
        ("https://proceedings.mlr.press/v1/ames07a.html", None),
        ("https://dl.acm.org/doi/10.1145/3603620", None),
    ],
)
def test_a_page_names_its_conference(url: str, venue: tuple[str, int] | None) -> None:
    assert venue_of_page(url) == venue
