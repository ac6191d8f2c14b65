"""What only the network knows: links, arXiv, GitHub, DOIs, and the manners of asking.

Imported only when a run is online. `LookupSession` answers questions; `cache` keeps what was learned.
"""

from __future__ import annotations

from awesome_lint.lookup.progress import OnProgress, Progress, Summary
from awesome_lint.lookup.session import Interrupted, LookupSession

__all__ = ["Interrupted", "LookupSession", "OnProgress", "Progress", "Summary"]
