"""Reads a document once, runs every selected rule, and leaves out superseded and suppressed findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache

from awesome_lint import listing as lists
from awesome_lint.analysis.context import Context
from awesome_lint.edits import Span, merge_spans, overlaps_any
from awesome_lint.facts import NO_FACTS, NOTHING_KNOWN, Answer, Facts, Question, Surroundings
from awesome_lint.findings import Finding, Severity
from awesome_lint.linting.anchors import update_heading_links
from awesome_lint.linting.cross_file import DUPLICATE_CODE, ComparableEntry, comparable_entries
from awesome_lint.linting.selection import (
    ALL,
    Selection,
    is_rule_word,
    rule_words_in_settings,
    rules_named_by,
    select_rules,
)
from awesome_lint.linting.suppressions import SuppressionComment, Suppressions
from awesome_lint.listing.model import Listing
from awesome_lint.markdown.generated import generated_spans
from awesome_lint.rules import catalogue
from awesome_lint.rules.base import Rule
from awesome_lint.rules.tool.unparsed_text import UnparsedText
from awesome_lint.rules.tool.unused_suppression import UnusedSuppression
from awesome_lint.settings import Settings, SettingsError
from awesome_lint.structs import record, replace

AnswerFunction = Callable[[Sequence[Question]], Mapping[Question, Answer]]


@record(frozen=True)
class LintedText:
    """The result of linting one text.

    `findings` are in the order of the text, `suppressed` are those that a comment suppresses. `comparable` has
    the entries to compare with other files, if the settings ask for that. `failures` says which rules raised an
    exception: a bug of ours, and no reason to drop the findings of other rules. `retired` holds the codes of
    retired rules that the settings or comments name, each with a place that names it.
    """

    listing: Listing
    findings: tuple[Finding, ...]
    suppressed: tuple[Finding, ...] = ()
    comparable: tuple[ComparableEntry, ...] = ()
    failures: tuple[str, ...] = ()
    retired: tuple[tuple[str, str], ...] = ()


def lint(
    text: str,
    path: str,
    settings: Settings,
    surroundings: Surroundings = NOTHING_KNOWN,
) -> LintedText:
    """Run the selected rules on a text. Online rules run only if the surroundings have facts.

    SettingsError for a setting that names no rule.
    """
    return lint_context(make_context(text, path, settings, surroundings))


def lint_context(context: Context) -> LintedText:
    """Run the selected rules on a list that is read already, as `lint` does."""
    text, settings = context.text, context.settings
    selection = select_rules(settings, context.path, online=bool(context.facts.answers))
    if context.listing.tree.refusal is not None:
        chosen = [rule for rule in selection.rules if isinstance(rule, UnparsedText)]
        selection = replace(selection, rules=tuple(chosen))
    raw, failures = _run_rules(selection.rules, lambda rule: rule.check(context))
    severe = [_apply_severity(finding, selection) for _, finding in raw]
    left = _sort_unique(_drop_superseded(severe, selection.rules))
    suppressions = Suppressions(context.listing)
    # Before XX001 runs: a comment that suppresses a duplicate in another file is used.
    comparable = (
        _comparable_entries(context, selection, suppressions) if settings.duplicates_across_files else ()
    )
    whole = update_heading_links(_drop_fixes_in_generated_blocks(left, text), context.listing)
    shown, suppressed = _split_suppressed(whole, selection, suppressions)
    return LintedText(
        context.listing,
        tuple(shown),
        tuple(suppressed),
        comparable,
        tuple(failures),
        tuple(_retired_rules_in_use(context, suppressions)),
    )


def collect_review_remarks(
    context: Context, added_spans: Collection[Span]
) -> tuple[list[Finding], list[str]]:
    """The findings that the selected rules report only because the entries with these spans are new, and the failures
    (see `LintedText`)."""
    selection = select_rules(context.settings, context.path)
    suppressions = Suppressions(context.listing)
    found, failures = _run_rules(selection.rules, lambda rule: rule.review_remarks(context, added_spans))
    return [finding for rule, finding in found if not suppressions.suppresses(finding.span, rule)], failures


def _run_rules(
    rules: Iterable[Rule], check: Callable[[Rule], Iterable[Finding]]
) -> tuple[list[tuple[Rule, Finding]], list[str]]:
    """Each finding with its rule, and the failures: a message for each rule that raised an exception, which has no
    findings."""
    found: list[tuple[Rule, Finding]] = []
    failures: list[str] = []
    for rule in rules:
        try:
            found += [(rule, finding) for finding in check(rule)]
        except SettingsError:
            raise
        except Exception as error:
            failures.append(f"rule {rule.code} failed: {error!r}")
    return found, failures


def collect_facts(
    texts: Iterable[tuple[str, str, Settings]],
    answer: AnswerFunction,
    earlier_texts: Iterable[tuple[str, str, Settings]] = (),
) -> Facts:
    """The answers to all questions that the selected rules ask about some texts, each given with its path
    and settings. Questions that they also ask about `earlier_texts` (the texts before a change) are left out.

    The rules are asked again until nothing new is asked. `answer` gives an answer to each question that it
    can; one that it leaves out is not put again.
    """
    facts = NO_FACTS
    asking = _online_rules_with_contexts(texts)
    put = {
        question
        for rule, context in _online_rules_with_contexts(earlier_texts)
        for question in rule.asks(context)
    }
    while True:
        contexts = [(rule, replace(context, surroundings=Surroundings(facts))) for rule, context in asking]
        wanted = [question for rule, context in contexts for question in rule.asks(context)]
        fresh = [question for question in facts.missing(wanted) if question not in put]
        if not fresh:
            return facts
        put.update(fresh)
        facts = Facts({**facts.answers, **answer(fresh)})


def _online_rules_with_contexts(texts: Iterable[tuple[str, str, Settings]]) -> list[tuple[Rule, Context]]:
    """Each text's selected online rules, each with the context of the text."""
    pairs: list[tuple[Rule, Context]] = []
    for text, path, settings in texts:
        context = make_context(text, path, settings)
        rules = select_rules(settings, path, online=True).rules
        pairs += [(rule, context) for rule in rules if rule.online]
    return pairs


def make_context(
    text: str,
    path: str,
    settings: Settings,
    surroundings: Surroundings = NOTHING_KNOWN,
) -> Context:
    """Parses a text as a list, and returns the context that rules read."""
    return Context(lists.read(text), settings, path, surroundings)


def _retired_rules_in_use(context: Context, suppressions: Suppressions) -> Iterator[tuple[str, str]]:
    """The codes of retired rules that the settings or comments name, each with the setting or the line that names
    it."""
    for word, place in rule_words_in_settings(context.settings):
        if gone := catalogue.find_retired_rule(word):
            yield gone.code, place
    for comment in suppressions.comments:
        line = context.text.count("\n", 0, comment.span.start) + 1
        for word in comment.words if comment.is_own else ():
            if gone := catalogue.find_retired_rule(word):
                yield gone.code, f"{context.path}:{line}"


def _drop_fixes_in_generated_blocks(findings: list[Finding], text: str) -> list[Finding]:
    """The findings, without the fixes that edit generated blocks: the program that writes these blocks would undo
    them."""
    if not any(finding.fix for finding in findings) or not (spans := generated_spans(text)):
        return findings
    return [
        replace(finding, fix=None)
        if finding.fix and any(span.overlaps(edit.span) for edit in finding.fix.edits for span in spans)
        else finding
        for finding in findings
    ]


def _apply_severity(finding: Finding, selection: Selection) -> Finding:
    """The finding with the severity that the settings give its rule."""
    severity = selection.severities.get(finding.code)
    return finding if severity in (None, finding.severity) else replace(finding, severity=severity)


def _drop_superseded(findings: list[Finding], rules: Iterable[Rule]) -> Iterator[Finding]:
    """The findings without those that another rule supersedes at the same place, unless they are more
    severe.
    """
    reported: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        reported[finding.code].append(finding)
    # The rules that supersede a rule. One that gives way also does at the related places of both.
    superseding: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for rule in rules:
        for code in rule.supersedes:
            superseding[code].append((rule.code, False))
        superseding[rule.code] += ((code, True) for code in rule.gives_way)

    @cache
    def spans_at_least(code: str, severity: Severity, with_related: bool) -> list[Span]:
        """The spans of the findings of a rule that have at least this severity."""
        severe = [finding for finding in reported[code] if finding.severity.at_least(severity)]
        return merge_spans(span for finding in severe for span in _finding_spans(finding, with_related))

    for finding in findings:
        if not any(
            overlaps_any(span, spans_at_least(code, finding.severity, related))
            for code, related in superseding[finding.code]
            for span in _finding_spans(finding, related)
        ):
            yield finding


def _finding_spans(finding: Finding, with_related: bool) -> list[Span]:
    """The span of a finding and, if `with_related`, those of its related places in the same file."""
    others = (one.span for one in finding.related if one.path is None)
    return [finding.span, *(others if with_related else ())]


def _sort_unique(findings: Iterable[Finding]) -> list[Finding]:
    """The findings in the order of the text, without duplicates."""
    seen = {(finding.code, finding.span, finding.message): finding for finding in findings}
    return sorted(seen.values(), key=lambda finding: (finding.span.start, finding.code, finding.span.end))


def _comparable_entries(
    context: Context, selection: Selection, suppressions: Suppressions
) -> tuple[ComparableEntry, ...]:
    """The entries to compare with other files, without those whose duplicates a comment suppresses."""
    rule = next((rule for rule in selection.rules if rule.code == DUPLICATE_CODE), None)
    if rule is None:
        return ()
    entries = comparable_entries(context.listing, context.path)
    return tuple(entry for entry in entries if not suppressions.suppresses(entry.span, rule))


def _split_suppressed(
    findings: list[Finding], selection: Selection, suppressions: Suppressions
) -> tuple[list[Finding], list[Finding]]:
    """The findings to report (including XX001, unused suppressions), and the findings that a comment suppresses."""
    if not suppressions.comments and not suppressions.misspelt:
        return findings, []
    rules = {rule.code: rule for rule in selection.rules}
    shown: list[Finding] = []
    suppressed: list[Finding] = []
    for finding in findings:
        (suppressed if suppressions.suppresses(finding.span, rules[finding.code]) else shown).append(finding)
    rule = rules.get(UnusedSuppression.code)
    if isinstance(rule, UnusedSuppression):
        unused = [
            _apply_severity(finding, selection)
            for finding in _unused_suppressions(rule, suppressions, selection)
        ]
        shown = _sort_unique(
            shown + [finding for finding in unused if not suppressions.suppresses(finding.span, rule)]
        )
    return shown, suppressed


def _reason_without_dashes(comment: SuppressionComment) -> str:
    """The words of an awesome-lint comment that name no rule, as one text, if they seem to be a reason without ` -- `
    before it: the comment has several words, and one of them is similar to no rule name. Else ""."""
    words = [word for word in comment.words if not is_rule_word(word)] if comment.is_own else []
    is_reason = len(comment.words) > 1 and any(catalogue.suggest_rule_word(word) is None for word in words)
    return " ".join(words) if is_reason else ""


def _unused_suppressions(
    rule: UnusedSuppression, suppressions: Suppressions, selection: Selection
) -> Iterator[Finding]:
    """The findings of XX001: words of suppression comments that suppress nothing, name no rule, or are misspelt."""
    running = set(selection.rules)
    for span, verb, near in suppressions.misspelt:
        yield rule.report_unknown_verb(span, verb, near)
    reasons = {each.span: words for each in suppressions.comments if (words := _reason_without_dashes(each))}
    for span, words in reasons.items():
        yield rule.report_reason_without_dashes(span, words)
    for comment, word in suppressions.unused_words():
        if catalogue.find_retired_rule(word):
            continue
        if word and not is_rule_word(word):
            if comment.span not in reasons:
                yield rule.report(comment.span, word, near=catalogue.suggest_rule_word(word), exists=False)
            continue
        named = rules_named_by(word or ALL)
        # A comment on a rule that did not run, or that says more in a review, may be used.
        says_more = word and any(each.has_review_remarks for each in named)
        if not says_more and running.issuperset(each for each in named if catalogue.is_default(each)):
            yield rule.report(comment.span, word)
