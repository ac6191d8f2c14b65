"""One reading, every selected rule once, and what remains after superseding and silencing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from awesome_lint import listing as lists
from awesome_lint import style
from awesome_lint.analysis.context import Context
from awesome_lint.edits import Span
from awesome_lint.facts import NO_FACTS, NOTHING_KNOWN, Answer, Facts, Question, Surroundings
from awesome_lint.findings import Finding, Severity
from awesome_lint.linting.anchors import with_links
from awesome_lint.linting.cross_file import Identity, identities
from awesome_lint.linting.selection import ALL, Selection, known, named, select, words_of
from awesome_lint.linting.suppressions import Suppressions
from awesome_lint.listing.model import Listing
from awesome_lint.markdown.generated import generated_spans
from awesome_lint.rules import catalogue
from awesome_lint.rules.base import Rule
from awesome_lint.rules.tool.unparsed_text import UnparsedText
from awesome_lint.rules.tool.unused_suppression import UnusedSuppression
from awesome_lint.settings import Settings
from awesome_lint.structs import record, replace
from awesome_lint.style.model import ListStyle

Answering = Callable[[Sequence[Question]], Mapping[Question, Answer]]


@record(frozen=True)
class Linted:
    """What the rules say of one text.

    `findings` stand in the order of the text; `suppressed` are those that a comment suppresses; `identities` is
    filled where files are to be compared with each other. `failures` says in words which rules broke: our
    defect, not the text's, and no reason to keep the other rules' findings back.
    """

    listing: Listing
    list_style: ListStyle
    findings: tuple[Finding, ...]
    suppressed: tuple[Finding, ...] = ()
    identities: tuple[Identity, ...] = ()
    failures: tuple[str, ...] = ()
    retired: tuple[tuple[str, str], ...] = ()
    """The codes of retired rules that the settings or comments name, each with a place that names it."""


def lint(
    text: str,
    path: str,
    settings: Settings,
    surroundings: Surroundings = NOTHING_KNOWN,
) -> Linted:
    """Hold the selected rules against a text. Rules that need the network run where there are facts.

    SettingsError for a setting that
    names no rule.
    """
    selection = select(settings, path, online=bool(surroundings.facts.answers))
    context = read(text, path, settings, surroundings)
    if context.listing.tree.refusal is not None:
        chosen = [rule for rule in selection.rules if isinstance(rule, UnparsedText)]
        selection = replace(selection, rules=tuple(chosen))
    raw: list[Finding] = []
    failures: list[str] = []
    for rule in selection.rules:
        try:
            raw += rule.check(context)
        except Exception as error:
            failures.append(f"rule {rule.code} failed: {error!r}")
    severe = [_with_severity(finding, selection) for finding in raw]
    left = _ordered(_unsuperseded(severe, selection.rules))
    suppressions = Suppressions(context.listing)
    # Before XX001 looks: a comment that suppresses a duplicate in another file suppresses something.
    keys = _comparable(context, selection, suppressions) if settings.duplicates_across_files else ()
    whole = with_links(_own(left, text), context.listing)
    shown, suppressed = _silence(whole, selection, suppressions)
    return Linted(
        context.listing,
        context.list_style,
        tuple(shown),
        tuple(suppressed),
        keys,
        tuple(failures),
        tuple(_retired(context, suppressions)),
    )


def facts_for(
    texts: Iterable[tuple[str, str, Settings]], answer: Answering, facts: Facts = NO_FACTS
) -> Facts:
    """All that the selected rules want to know of some texts, each with its path and settings.

    The rules are asked again until nothing new is asked. `answer` gives an answer to each question that it
    can; one that it leaves out is not put again.
    """
    asking: list[tuple[Rule, Context]] = []
    for text, path, settings in texts:
        context = read(text, path, settings, Surroundings(facts))
        rules = select(settings, path, online=True).rules
        asking += [(rule, context) for rule in rules if rule.online]
    put: set[Question] = set()
    while True:
        contexts = [(rule, replace(context, surroundings=Surroundings(facts))) for rule, context in asking]
        wanted = [question for rule, context in contexts for question in rule.asks(context)]
        fresh = [question for question in facts.missing(wanted) if question not in put]
        if not fresh:
            return facts
        put.update(fresh)
        facts = Facts({**facts.answers, **answer(fresh)})


def read(
    text: str,
    path: str,
    settings: Settings,
    surroundings: Surroundings = NOTHING_KNOWN,
) -> Context:
    """The text read as a list, with its list style: what every rule looks at."""
    listing = lists.read(text)
    return Context(listing, style.infer(listing, settings.style), settings, path, surroundings)


def _retired(context: Context, suppressions: Suppressions) -> Iterator[tuple[str, str]]:
    """The retired rules that the settings or a comment of the text name, by code, each with its place."""
    for word, place in words_of(context.settings):
        if gone := catalogue.retired(word):
            yield gone.code, place
    for directive in suppressions.directives:
        line = context.text.count("\n", 0, directive.span.start) + 1
        for word in directive.words if directive.ours else ():
            if gone := catalogue.retired(word):
                yield gone.code, f"{context.path}:{line}"


def _own(findings: list[Finding], text: str) -> list[Finding]:
    """The findings without the fixes that reach into a generated block: its program would undo them."""
    if not any(finding.fix for finding in findings) or not (spans := generated_spans(text)):
        return findings
    return [
        replace(finding, fix=None)
        if finding.fix and any(span.overlaps(edit.span) for edit in finding.fix.edits for span in spans)
        else finding
        for finding in findings
    ]


def _with_severity(finding: Finding, selection: Selection) -> Finding:
    severity = selection.severities.get(finding.code)
    return finding if severity in (None, finding.severity) else replace(finding, severity=severity)


def _unsuperseded(findings: list[Finding], rules: Iterable[Rule]) -> Iterator[Finding]:
    """One defect, one finding: what a rule supersedes is dropped where their spans overlap, unless it is more
    severe than what the rule reports there."""
    reported: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        reported[finding.code].append(finding)
    over: dict[tuple[str, Severity], list[Span]] = defaultdict(list)
    for rule in rules:
        for finding in reported.get(rule.code, ()) if rule.supersedes else ():
            less_severe = [severity for severity in Severity if severity.rank >= finding.severity.rank]
            for code in rule.supersedes:
                for severity in less_severe:
                    over[code, severity].append(finding.span)
    joined = {key: _joined(places) for key, places in over.items()}
    said: dict[tuple[str, Severity], list[Span]] = {}
    for rule in rules:
        others = [one for code in rule.gives_way for one in reported.get(code, ())]
        said.update({(rule.code, severity): _places(others, severity) for severity in Severity if others})
    for finding in findings:
        own = said.get((finding.code, finding.severity))
        if own and any(_meets(span, own) for span in _spans(finding)):
            continue
        places = joined.get((finding.code, finding.severity))
        if places is None or not _meets(finding.span, places):
            yield finding


def _spans(finding: Finding) -> list[Span]:
    """The places that a finding is about."""
    return [finding.span, *(related.span for related in finding.related if related.path is None)]


def _places(findings: Iterable[Finding], severity: Severity) -> list[Span]:
    """The places of the findings that are at least as severe."""
    severe = [finding for finding in findings if finding.severity.rank <= severity.rank]
    return _joined([span for finding in severe for span in _spans(finding)])


def _joined(spans: list[Span]) -> list[Span]:
    """The spans in order, those that overlap made one."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and result[-1].overlaps(span):
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return result


def _meets(span: Span, places: list[Span]) -> bool:
    first = max(bisect_left(places, span.start, key=lambda place: place.start) - 1, 0)
    last = bisect_right(places, span.end, key=lambda place: place.start)
    return any(place.overlaps(span) for place in places[first:last])


def _ordered(findings: Iterable[Finding]) -> list[Finding]:
    """By place, each once."""
    seen = {(finding.code, finding.span, finding.message): finding for finding in findings}
    return sorted(seen.values(), key=lambda finding: (finding.span.start, finding.code, finding.span.end))


def _comparable(context: Context, selection: Selection, suppressions: Suppressions) -> tuple[Identity, ...]:
    """The entries that may be compared with other files': those of which DU001 may speak."""
    rule = next((rule for rule in selection.rules if rule.code == "DU001"), None)
    if rule is None:
        return ()
    return tuple(
        one
        for one in identities(context.listing, context.path)
        if not suppressions.suppresses(rule.finding(one.span, ""), rule)
    )


def _silence(
    findings: list[Finding], selection: Selection, suppressions: Suppressions
) -> tuple[list[Finding], list[Finding]]:
    """The findings that are shown, and those that a comment suppresses; the former with XX001's own."""
    if not suppressions.directives:
        return findings, []
    rules = {rule.code: rule for rule in selection.rules}
    shown: list[Finding] = []
    silent: list[Finding] = []
    for finding in findings:
        (silent if suppressions.suppresses(finding, rules[finding.code]) else shown).append(finding)
    own = rules.get(UnusedSuppression.code)
    if isinstance(own, UnusedSuppression):
        useless = [_with_severity(finding, selection) for finding in _useless(own, suppressions, selection)]
        shown = _ordered(
            shown + [finding for finding in useless if not suppressions.suppresses(finding, own)]
        )
    return shown, silent


def _useless(own: UnusedSuppression, suppressions: Suppressions, selection: Selection) -> Iterator[Finding]:
    running = set(selection.rules)
    for directive, word in suppressions.unused():
        if catalogue.retired(word):
            continue
        if word and not known(word):
            yield own.report(directive.span, word, near=catalogue.suggestion(word), exists=False)
        # Of a rule that did not run, nothing can be said.
        elif running.issuperset(rule for rule in named(word or ALL) if catalogue.is_default(rule)):
            yield own.report(directive.span, word)
