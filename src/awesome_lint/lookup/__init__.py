"""Answers that only the network has: links, arXiv, GitHub, DOIs.

Imported by runs that go online, and by nothing else: `session.LookupSession` answers questions, `cache` keeps the
answers. Nothing is imported here, so that the commands about the cache do not import requests.
"""
