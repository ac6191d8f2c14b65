"""Tables of hosts: those that are gone or have moved, the kinds of pages of others, and misspellings of hosts.

Python instead of TOML, since every run needs it and bytecode loads faster."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NotRequired, TypedDict

    class Gone(TypedDict):
        """A host that is gone or has moved.

        `since` is as precise as known; `why` is a text for messages; `source` is the URL of the evidence. `to` is the
        pattern of the new URL, with `{path}` (path, query and fragment of the old URL) or with the groups of `when`,
        a regular expression for the whole path. `first` is such a pair of `when` and `to` for single files. `but` is
        a regular expression for paths that still work. `certain`: the new URL has the same page. `answers`: the old
        URL still redirects. `below`: all subdomains are gone too.
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
    "download.arxiv.org": {
        "since": "2023",
        "why": "was a download host of arXiv; its files are those of arxiv.org",
        "source": "https://info.arxiv.org/help/bulk_data.html",
        "to": "https://arxiv.org{path}",
        "certain": True,
    },
    "xxx.lanl.gov": {
        "since": "2001",
        "why": "was arXiv's first host, before it moved from Los Alamos to Cornell",
        "source": "https://info.arxiv.org/about/index.html",
        "to": "https://arxiv.org{path}",
        "certain": True,
        "answers": True,
    },
    "cdn.rawgit.com": _RAWGIT,
    "rawgit.com": _RAWGIT,
    "raw.github.com": {
        "since": "2014-04",
        "why": "has moved to raw.githubusercontent.com",
        "source": "https://developer.github.com/changes/2014-04-25-user-content-security/",
        "to": "https://raw.githubusercontent.com{path}",
        "certain": True,
        "answers": True,
    },
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
    "codeplex.com": {
        "since": "2017-12",
        "why": "was closed in December 2017",
        "source": "https://devblogs.microsoft.com/bharry/shutting-down-codeplex/",
        "below": True,
    },
    "gitorious.org": {
        "since": "2015-05",
        "why": "was closed in May 2015",
        "source": "https://about.gitlab.com/blog/2015/03/03/gitlab-acquires-gitorious/",
        "below": True,
    },
    "travis-ci.org": {
        "since": "2021-06",
        "why": "was closed in June 2021; remove its badges, or link the project on travis-ci.com",
        "source": "https://docs.travis-ci.com/user/migrate/open-source-repository-migration",
        "below": True,
    },
    "bintray.com": {
        "since": "2021-05",
        "why": "was closed in May 2021",
        "source": "https://jfrog.com/blog/into-the-sunset-bintray-jcenter-gocenter-and-chartcenter/",
        "below": True,
    },
    "gemnasium.com": {
        "since": "2018-05",
        "why": "was closed in May 2018",
        "source": "https://about.gitlab.com/press/releases/2018-01-30-gemnasium-acquisition.html",
        "below": True,
    },
    "academic.microsoft.com": {
        "since": "2021-12",
        "why": "was closed at the end of 2021",
        "source": "https://www.microsoft.com/en-us/research/project/academic/",
    },
    "plus.google.com": {
        "since": "2019-04",
        "why": "was closed in April 2019",
        "source": "https://workspaceupdates.googleblog.com/2019/01/google-plus-shutdown.html",
    },
    "gfycat.com": {
        "since": "2023-09",
        "why": "was closed in September 2023",
        "source": "https://gfycat.com",
        "below": True,
    },
    "storify.com": {
        "since": "2018-05",
        "why": "was closed in May 2018",
        "source": "https://storify.com",
    },
    "nbviewer.ipython.org": {
        "since": "2015",
        "why": "has moved to nbviewer.org",
        "source": "https://nbviewer.org",
        "to": "https://nbviewer.org{path}",
        "certain": True,
        "answers": True,
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
nature.com science.org sciencedirect.com biorxiv.org medrxiv.org semanticscholar.org
pdfs.semanticscholar.org api.semanticscholar.org citeseerx.ist.psu.edu papers.ssrn.com ssrn.com
isca-speech.org roboticsproceedings.org vldb.org usenix.org direct.mit.edu mitpressjournals.org transacl.org
huggingface.co/papers onlinelibrary.wiley.com tandfonline.com journals.sagepub.com academic.oup.com pnas.org mdpi.com
frontiersin.org journals.plos.org cell.com alphaxiv.org ar5iv.org ar5iv.labs.arxiv.org hal.science
hal.inria.fr eprint.iacr.org proceedings.mlsys.org proceedings.kr.org ndss-symposium.org techrxiv.org
preprints.org osf.io/preprints iopscience.iop.org journals.aps.org epubs.siam.org jair.org ifaamas.org
bmva-archive.org.uk bmvc2022.mpi-inf.mpg.de diglib.eg.org drops.dagstuhl.de inria.hal.science
worldscientific.com researchgate.net pubmed.ncbi.nlm.nih.gov ncbi.nlm.nih.gov scitepress.org
ebooks.iospress.nl
""",
    "code": """
github.com gitlab.com bitbucket.org codeberg.org gitee.com git.sr.ht sourceforge.net gist.github.com
colab.research.google.com code.google.com gitlab.inria.fr gitlab.freedesktop.org gitlab.gnome.org
framagit.org notabug.org launchpad.net raw.githubusercontent.com
""",
    "video": """
youtube.com m.youtube.com youtu.be vimeo.com bilibili.com b23.tv videolectures.net slideslive.com
dailymotion.com v.youku.com twitch.tv loom.com crossminds.ai
""",
    "blog": """
medium.com towardsdatascience.com substack.com zhuanlan.zhihu.com zhihu.com lilianweng.github.io openai.com
deepmind.com deepmind.google ai.googleblog.com research.googleblog.com ai.meta.com ai.facebook.com
bair.berkeley.edu distill.pub anthropic.com huggingface.co/blog wordpress.com blogspot.com notion.site
notion.so dev.to hashnode.dev qwenlm.github.io developer.nvidia.com mp.weixin.qq.com jianshu.com csdn.net
blog.csdn.net juejin.cn thegradient.pub tumblr.com karpathy.github.io colah.github.io lesswrong.com
alignmentforum.org ruder.io jalammar.github.io
""",
    "data": """
huggingface.co/datasets kaggle.com zenodo.org figshare.com dataverse.harvard.edu archive.ics.uci.edu
paperswithcode.com/dataset opendatalab.com ieee-dataport.org data.mendeley.com drive.google.com dropbox.com
pan.baidu.com catalog.ldc.upenn.edu academictorrents.com registry.opendata.aws
""",
    "model": """
huggingface.co hf.co modelscope.cn civitai.com replicate.com tfhub.dev
""",
    "social": """
twitter.com x.com linkedin.com facebook.com weibo.com reddit.com discord.gg discord.com slack.com t.me
mastodon.social bsky.app news.ycombinator.com instagram.com gitter.im
""",
}
"""Hosts, or hosts with the first part of a path, by the kind of their pages."""

SHARED = """
ai4finance-foundation/finrl alibaba-nlp/webagent alibaba/easycv alibaba/easynlp alibaba/mnn allenai/allennlp
allenai/olmo allenai/open-instruct amazon-science/research apple/axlearn apple/corenet
araffin/rl-baselines3-zoo baidu/ernie dao-ailab/flash-attention deepmind/acme deepmind/deepmind-research
deepmind/dm_control deepmind/lab deepseek-ai/deepseek-v3 dlr-rm/stable-baselines3 eleutherai/gpt-neox
eleutherai/lm-evaluation-harness facebookresearch/detectron facebookresearch/detectron2
facebookresearch/fairseq facebookresearch/fairseq2 facebookresearch/habitat-lab facebookresearch/llama
facebookresearch/maskrcnn-benchmark facebookresearch/mmf facebookresearch/parlai facebookresearch/slowfast
facebookresearch/vissl facebookresearch/xformers farama-foundation/d4rl farama-foundation/gymnasium
farama-foundation/metaworld farama-foundation/minigrid ggerganov/llama.cpp ggml-org/llama.cpp
google-deepmind/acme google-deepmind/deepmind-research google-deepmind/dm_control google-deepmind/mujoco
google-deepmind/open_x_embodiment google-research/batch_rl google-research/bert google-research/big_vision
google-research/google-research google-research/jax3d google-research/language google-research/scenic
google-research/t5x google-research/text-to-text-transfer-transformer google-research/vision_transformer
google/big-bench google/brax google/dopamine google/flaxformer google/maxtext google/trax
hill-a/stable-baselines hpcaitech/colossalai huawei-noah/bolt huawei-noah/efficient-ai-backbones
huawei-noah/efficient-computing huawei-noah/noah-research huawei-noah/pretrained-language-model
huawei-noah/vega huggingface/accelerate huggingface/datasets huggingface/diffusers huggingface/peft
huggingface/pytorch-image-models huggingface/transformers huggingface/trl
intel/intel-extension-for-transformers intel/neural-compressor lucidrains/vit-pytorch microsoft/autogen
microsoft/bitblas microsoft/cream microsoft/deepspeed microsoft/deepspeedexamples microsoft/i-code
microsoft/lmops microsoft/nni microsoft/onnxruntime microsoft/prophetnet microsoft/qlib microsoft/torchscale
microsoft/unilm mindspore-ai/models nvidia/deeplearningexamples nvidia/fastertransformer nvidia/megatron-lm
nvidia/nemo nvidia/nemo-rl nvidia/tensorrt-llm nvlabs/isaacgymenvs open-mmlab/mmaction2
open-mmlab/mmdetection open-mmlab/mmdetection3d open-mmlab/mmpose open-mmlab/mmpretrain
open-mmlab/mmsegmentation open-mmlab/mmtracking openai/baselines openai/evals openai/gym
openai/openai-cookbook openai/spinningup openai/universe opendilab/di-engine opendilab/di-star
opendilab/lightzero openxla/xla paddlepaddle/paddledetection paddlepaddle/paddlenlp paddlepaddle/paddleseg
paddlepaddle/paddlevideo paddlepaddle/research pytorch/examples pytorch/fairseq pytorch/pytorch
pytorch/torchtune pytorch/vision rail-berkeley/d4rl rail-berkeley/rlkit rail-berkeley/softlearning
ray-project/ray rwightman/pytorch-image-models salesforce/lavis sgl-project/sglang sindresorhus/awesome
stanfordnlp/dspy tensorflow/agents tensorflow/lingvo tensorflow/models tensorflow/tensor2tensor
tensorflow/tpu thu-ml/tianshou thudm/chatglm vllm-project/vllm volcengine/verl
farama-foundation huggingface open-mmlab paperswithcode
"""
"""Repositories and organisations with the code of many works, which many entries may link."""

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
"""Well-known hosts, and spellings that are certainly typing errors."""
