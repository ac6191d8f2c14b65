"""Requests answers from the network: about links, arXiv papers, GitHub repositories, DOIs.

Only online runs import this package: `session.LookupSession` answers questions, `cache` stores the answers. Nothing
is imported here, so that the commands about the cache do not import requests."""
