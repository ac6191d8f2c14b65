"""What SARIF 2.1.0 says of the parts that are written here, as a JSON schema that allows nothing else."""

from __future__ import annotations

from typing import Any


def _object(required: str, **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": required.split(),
        "additionalProperties": False,
    }


def _list(items: Any, least: int = 0) -> dict[str, Any]:
    return {"type": "array", "items": items, "minItems": least, "uniqueItems": True}


TEXT = {"type": "string", "minLength": 1}
URI = {"type": "string", "format": "uri-reference", "pattern": r"^[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+$"}
COUNT = {"type": "integer", "minimum": 1}
MESSAGE = _object("text", text={"type": "string"})  # 3.11
LEVEL = {"enum": ["none", "note", "warning", "error"]}  # 3.27.10
REGION = _object(  # 3.30
    "startLine startColumn endLine endColumn",
    startLine=COUNT,
    startColumn=COUNT,
    endLine=COUNT,
    endColumn=COUNT,
)
ARTIFACT = _object("uri", uri=URI, uriBaseId={"const": "%SRCROOT%"})  # 3.4
PLACE = _object("artifactLocation", artifactLocation=ARTIFACT, region=REGION)  # 3.29
FIX = _object(  # 3.55 to 3.57
    "artifactChanges",
    description=MESSAGE,
    artifactChanges=_list(
        _object(
            "artifactLocation replacements",
            artifactLocation=ARTIFACT,
            replacements={
                "type": "array",
                "minItems": 1,
                "items": _object(
                    "deletedRegion",
                    deletedRegion=REGION,
                    insertedContent=_object("text", text={"type": "string"}),
                ),
            },
        ),
        least=1,
    ),
)
RESULT = _object(  # 3.27
    "message ruleId locations",
    ruleId=TEXT,
    ruleIndex={"type": "integer", "minimum": 0},
    level=LEVEL,
    message=MESSAGE,
    locations=_list(_object("", physicalLocation=PLACE), least=1),
    relatedLocations=_list(
        _object("", id={"type": "integer", "minimum": 0}, message=MESSAGE, physicalLocation=PLACE)
    ),
    partialFingerprints={"type": "object", "additionalProperties": TEXT},
    fixes=_list(FIX),
)
RULE = _object(  # 3.49
    "id",
    id=TEXT,
    name=TEXT,
    shortDescription=_object("text", text=TEXT),
    fullDescription=_object("text", text=TEXT),
    help=_object("text", text=TEXT, markdown=TEXT),  # 3.12: text is required
    helpUri={**URI, "format": "uri"},
    defaultConfiguration=_object("", level=LEVEL),
)
DRIVER = _object(  # 3.19
    "name",
    name=TEXT,
    informationUri={**URI, "format": "uri"},
    version=TEXT,
    semanticVersion={"type": "string", "pattern": r"^\d+\.\d+\.\d+([-+].+)?$"},
    rules=_list(RULE),
)
RUN = _object(  # 3.14
    "tool results",
    tool=_object("driver", driver=DRIVER),
    automationDetails=_object("", id=TEXT),  # 3.17
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    newlineSequences=_list(TEXT, least=1),
    originalUriBaseIds={"type": "object", "additionalProperties": _object("", description=MESSAGE)},
    results={"type": "array", "items": RESULT},
)
LOG = _object(  # 3.13
    "version runs",
    **{"$schema": {"type": "string", "format": "uri"}},
    version={"const": "2.1.0"},
    runs={"type": "array", "items": RUN},
)

REQUIRED: dict[str, tuple[Any, set[str]]] = {
    "log": (LOG, {"version", "runs"}),
    "run": (RUN, {"tool"}),
    "toolComponent": (DRIVER, {"name"}),
    "reportingDescriptor": (RULE, {"id"}),
    "result": (RESULT, {"message"}),
    "message": (MESSAGE, {"text"}),
    "physicalLocation": (PLACE, {"artifactLocation"}),
    "fix": (FIX, {"artifactChanges"}),
}
"""The fields that sarif-2.1.0.json in @microsoft/sarif-multitool-linux 5.7.0 requires (a message may have an id
instead of a text, a location an address instead of an artifact). Reports of the example were valid against it."""
