"""Hosts that are gone or have moved, what kinds of page others hold, and how some are misspelt.

Python instead of TOML, since every run needs it and bytecode loads faster.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NotRequired, TypedDict

    class Gone(TypedDict):
        """What is known of a host that is gone or has moved.

        `since` is as precise as known; `why` is in words for people; `source` says where the fact is from.
        `to` is the successor's URL, with `{path}` (path, query and fragment after the host, with the slash) or the
        names of the groups of `when`, a regular expression that the whole path must match.
        `first` is such a pair of `when` and `to` for files that have moved elsewhere.
        `but` is a regular expression of paths that still work. `certain` is true only where the successor
        has the same page at that URL, `answers` where the old URL still redirects, `below` where
        the same is true of every subdomain.
        """

        since: str
        why: str
        source: str
        to: NotRequired[str]
        when: NotRequired[str]
        first: NotRequired[tuple[str, str]]
        but: NotRequired[str]
        certain: NotRequired[bool]
        answers: NotRequired[bool]
        below: NotRequired[bool]


_RAWGIT: Gone = {
    "since": "2018-10",
    "why": "was closed in October 2018 and serves old files only until further notice",
    "source": "https://rawgit.com",
    "first": (
        r"/sindresorhus/awesome/[^/]+/media/(?P<file>badge(?:-flat2?)?\.svg)",
        "https://awesome.re/{file}",
    ),
    "when": "/(?P<owner>[^/]+)/(?P<name>[^/]+)/(?P<ref>[^/]+)/(?P<file>[^?#]+)",
    "to": "https://cdn.jsdelivr.net/gh/{owner}/{name}@{ref}/{file}",
    "certain": True,
    "answers": True,
}

RETIRED: dict[str, Gone] = {
    "browse.arxiv.org": {
        "since": "2023",
        "why": "was arXiv's trial host; its pages are those of arxiv.org",
        "source": "https://github.com/arXiv/arxiv-browse",
        "to": "https://arxiv.org{path}",
        "certain": True,
        "answers": True,
    },
    "cdn.rawgit.com": _RAWGIT,
    "rawgit.com": _RAWGIT,
    "paperswithcode.com": {
        "since": "2025-07",
        "why": "was closed in July 2025; since December 2025 its paper pages lead to huggingface.co/papers/ID, "
        "its dataset pages to huggingface.co/datasets, and all others to a notice",
        "source": "https://github.com/paperswithcode/paperswithcode-data/issues/45 (16 December 2025)",
        "below": True,
    },
    "git.io": {
        "since": "2022-04",
        "why": "accepts no new URLs since January 2022; GitHub asks to replace it by the full URL",
        "source": "https://github.blog/changelog/2022-04-25-git-io-deprecation/",
        "answers": True,
    },
    "goo.gl": {
        "since": "2025-08",
        "why": "was Google's shortener; in August 2025 its URLs stopped working, except those still in frequent use",
        "source": "https://developers.googleblog.com/en/google-url-shortener-links-will-no-longer-be-available/",
        "but": "/(?:maps|photos|forms)/.*",
    },
    "code.google.com": {
        "since": "2016-01",
        "why": "was closed in January 2016; projects are in its archive",
        "source": "https://code.google.com/archive/",
        "when": r"/p/(?P<project>[\w-]+)(?:/.*)?",
        "to": "https://code.google.com/archive/p/{project}",
        "but": "/archive/.*",
        "answers": True,
    },
    "gitorious.org": {
        "since": "2015-05",
        "why": "was closed in May 2015",
        "source": "https://about.gitlab.com/blog/2015/03/03/gitlab-acquires-gitorious/",
        "below": True,
    },
    "travis-ci.org": {
        "since": "2021-06",
        "why": "was closed in June 2021; Travis CI lives on at travis-ci.com",
        "source": "https://docs.travis-ci.com/user/migrate/open-source-repository-migration",
        "below": True,
    },
    "plus.google.com": {
        "since": "2019-04",
        "why": "was closed in April 2019",
        "source": "https://workspaceupdates.googleblog.com/2019/01/google-plus-shutdown.html",
    },
    "glitch.me": {
        "since": "2025-07",
        "why": "stopped hosting projects in July 2025",
        "source": "https://blog.glitch.com/post/changes-are-coming-to-glitch/",
        "below": True,
    },
}

KINDS = {
    "paper": """
arxiv.org export.arxiv.org openreview.net aclanthology.org aclweb.org proceedings.mlr.press
openaccess.thecvf.com cv-foundation.org papers.nips.cc papers.neurips.cc proceedings.neurips.cc
ieeexplore.ieee.org dl.acm.org doi.org dx.doi.org link.springer.com ecva.net jmlr.org ijcai.org ojs.aaai.org
nature.com science.org sciencedirect.com biorxiv.org medrxiv.org semanticscholar.org pdfs.semanticscholar.org
api.semanticscholar.org citeseerx.ist.psu.edu papers.ssrn.com ssrn.com isca-speech.org roboticsproceedings.org
vldb.org usenix.org direct.mit.edu mitpressjournals.org onlinelibrary.wiley.com tandfonline.com
journals.sagepub.com academic.oup.com pnas.org mdpi.com frontiersin.org journals.plos.org alphaxiv.org ar5iv.org
ar5iv.labs.arxiv.org hal.science ndss-symposium.org techrxiv.org preprints.org osf.io/preprints
iopscience.iop.org journals.aps.org epubs.siam.org jair.org ifaamas.org transacl.org bmvc2022.mpi-inf.mpg.de
drops.dagstuhl.de researchgate.net pubmed.ncbi.nlm.nih.gov ncbi.nlm.nih.gov ebooks.iospress.nl
""",
    "code": """
github.com gitlab.com bitbucket.org codeberg.org gitee.com git.sr.ht sourceforge.net gist.github.com
colab.research.google.com code.google.com gitlab.inria.fr gitlab.freedesktop.org gitlab.gnome.org framagit.org
notabug.org launchpad.net raw.githubusercontent.com
""",
    "video": """
youtube.com m.youtube.com youtu.be vimeo.com bilibili.com videolectures.net slideslive.com dailymotion.com
twitch.tv
""",
    "blog": """
medium.com towardsdatascience.com substack.com zhuanlan.zhihu.com zhihu.com lilianweng.github.io openai.com
deepmind.com deepmind.google ai.googleblog.com ai.meta.com ai.facebook.com bair.berkeley.edu distill.pub
anthropic.com huggingface.co/blog wordpress.com blogspot.com notion.site notion.so dev.to qwenlm.github.io
developer.nvidia.com mp.weixin.qq.com jianshu.com csdn.net blog.csdn.net tumblr.com karpathy.github.io
colah.github.io alignmentforum.org ruder.io
""",
    "data": """
huggingface.co/datasets kaggle.com zenodo.org archive.ics.uci.edu paperswithcode.com/dataset data.mendeley.com
drive.google.com dropbox.com pan.baidu.com
""",
    "model": """
huggingface.co hf.co modelscope.cn replicate.com
""",
    "social": """
twitter.com x.com linkedin.com facebook.com weibo.com reddit.com discord.gg discord.com slack.com t.me
mastodon.social bsky.app instagram.com gitter.im
""",
}
"""Hosts, and hosts with the first part of a path, by what their pages are."""

SHARED = """
alibaba-nlp/webagent alibaba/mnn dao-ailab/flash-attention deepmind/deepmind-research deepmind/dm_control
deepmind/lab deepseek-ai/deepseek-v3 dlr-rm/stable-baselines3 facebookresearch/detectron
facebookresearch/detectron2 facebookresearch/fairseq facebookresearch/habitat-lab facebookresearch/llama
facebookresearch/mmf facebookresearch/slowfast farama-foundation/d4rl farama-foundation/gymnasium
farama-foundation/metaworld farama-foundation/minigrid ggerganov/llama.cpp google-deepmind/dm_control
google-deepmind/mujoco google-research/batch_rl google-research/bert google-research/big_vision
google-research/google-research google-research/jax3d google-research/language google-research/scenic
google-research/t5x google-research/text-to-text-transfer-transformer google-research/vision_transformer
google/brax google/flaxformer google/trax hpcaitech/colossalai huawei-noah/efficient-ai-backbones
huawei-noah/efficient-computing huawei-noah/noah-research huggingface/diffusers huggingface/transformers
huggingface/trl intel/intel-extension-for-transformers intel/neural-compressor lucidrains/vit-pytorch
microsoft/autogen microsoft/bitblas microsoft/cream microsoft/deepspeed microsoft/deepspeedexamples
microsoft/i-code microsoft/lmops microsoft/nni microsoft/onnxruntime microsoft/unilm nvidia/fastertransformer
nvidia/megatron-lm nvidia/nemo nvidia/tensorrt-llm open-mmlab/mmdetection open-mmlab/mmpretrain openai/baselines
openai/evals openai/gym opendilab/di-engine opendilab/lightzero paddlepaddle/paddledetection
paddlepaddle/paddleseg paddlepaddle/research pytorch/examples pytorch/fairseq pytorch/pytorch pytorch/vision
rail-berkeley/d4rl ray-project/ray rwightman/pytorch-image-models salesforce/lavis sgl-project/sglang
sindresorhus/awesome tensorflow/lingvo tensorflow/models tensorflow/tensor2tensor tensorflow/tpu
vllm-project/vllm volcengine/verl farama-foundation huggingface open-mmlab
"""
"""Repositories and organisations that hold the code of many works: linked from many entries with good reason."""

TYPOS = {
    "arxiv.org": """
arvix.org arxvi.org axriv.org arixv.org arxix.org arxiiv.org aarxiv.org arrxiv.org arxivv.org arxv.org
arxiv.or arxiv.rog arxiv.ogr arxiv.orgg arxivorg arxiv,org
""",
    "github.com": """
gihub.com githb.com gitub.com githu.com gihtub.com guthub.com githib.com gitbub.com githubb.com ggithub.com
gtihub.com githuub.com gitthub.com githun.com githug.com githubcom github,com github.con github.om github.cm
github.ocm github.comm github.vom github.cpm github.copm
""",
    "openreview.net": """
opnereview.net openreivew.net openreveiw.net openrevew.net opereview.net openreview.ne
""",
}
"""Well-known hosts, and spellings of them that are surely slips of the hand."""
