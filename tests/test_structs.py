"""Records: what a class of fields can do, as dataclasses would do it."""

from __future__ import annotations

import copy
import pickle

import pytest

from awesome_lint.structs import field, record, replace, values


@record(frozen=True)
class Place:
    """A place with a default and a field that is given by name."""

    street: str
    number: int = 1
    floor: int | None = field(default=None, kw_only=True)


@record
class Tour:
    """A changing record with a fresh list for each object."""

    name: str
    stops: list[Place] = field(default_factory=list)
    note: str = field(default="", hidden=True)


@record(frozen=True)
class ListStyle(Place):
    """A record that has the fields of another."""

    owner: str = "nobody"


@record(frozen=True)
class Named:
    """Another record of as many fields of the same kinds as `Place`."""

    first: str
    last: int = 7
    title: int | None = field(default=None, kw_only=True)


@record(frozen=True)
class Nothing:
    """A record without fields: all are alike."""


def test_a_record_needs_no_fields() -> None:
    assert Nothing() == Nothing()
    assert values(Nothing()) == {}


def test_fields_are_filled_by_place_name_and_default() -> None:
    place = Place("Main Street", floor=2)
    assert (place.street, place.number, place.floor) == ("Main Street", 1, 2)
    assert values(Place(number=5, street="X")) == {"street": "X", "number": 5, "floor": None}
    assert values(ListStyle("Elm", 3, "Ada", floor=1)) == {
        "street": "Elm",
        "number": 3,
        "floor": 1,
        "owner": "Ada",
    }


def test_records_of_one_shape_keep_their_own_names_and_defaults() -> None:
    assert values(Named("a")) == {"first": "a", "last": 7, "title": None}
    assert values(Place("a")) == {"street": "a", "number": 1, "floor": None}
    with pytest.raises(TypeError, match="'first'"):
        Named()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="street"):
        Place("a", street="b")  # type: ignore[misc]


def test_a_factory_makes_each_object_a_value_of_its_own() -> None:
    one, other = Tour("one"), Tour("other")
    one.stops.append(Place("Main Street"))
    assert other.stops == []
    assert Tour("given", one.stops).stops is one.stops


def test_equality_hash_and_representation_leave_hidden_fields_out() -> None:
    assert Tour("a", note="x") == Tour("a", note="y")
    assert repr(Tour("a", note="x")) == "Tour(name='a', stops=[])"
    assert len({Place("a"), Place("a"), Place("b")}) == 2
    other: object = Named("a")
    assert Place("a") != other
    with pytest.raises(TypeError):
        hash(Tour("a"))


def test_records_have_slots_and_can_be_replaced_in_part() -> None:
    assert replace(Place("a", floor=3), number=9) == Place("a", 9, floor=3)
    with pytest.raises(AttributeError):
        Tour("a").colour = "red"  # type: ignore[attr-defined]


def test_a_mutable_default_is_refused() -> None:
    with pytest.raises(TypeError, match="default_factory"):

        @record
        class Wrong:
            values: list[int] = []  # noqa: RUF012

    with pytest.raises(TypeError, match="default_factory"):

        @record
        class Other:
            values: dict[str, int] = field(default={}, kw_only=True)


def test_a_frozen_record_refuses_to_change() -> None:
    place = Place("a", floor=3)
    with pytest.raises(AttributeError, match="Place is frozen: 'street'"):
        place.street = "b"  # type: ignore[misc]
    with pytest.raises(AttributeError, match="frozen"):
        del place.number
    with pytest.raises(AttributeError, match="frozen"):
        ListStyle("a").owner = "b"  # type: ignore[misc]
    assert values(place) == {"street": "a", "number": 1, "floor": 3}


@record(frozen=True)
class Shelf:
    """A frozen record with a value that has no hash."""

    books: list[str] = field(default_factory=list)
    owner: str = ""


def test_a_frozen_record_without_a_hash_says_so() -> None:
    shelf = Shelf()
    shelf.books.append("a")
    with pytest.raises(TypeError, match="Shelf is not hashable: unhashable type: 'list'"):
        hash(shelf)


@record(eq=False)
class Node:
    """A record whose objects are equal only to themselves."""

    name: str


def test_objects_of_a_record_without_equality_are_keys() -> None:
    one, other = Node("a"), Node("a")
    assert one != other
    one_and_other = {one: 1, other: 2}
    one.name = "b"
    assert one_and_other[one] == 1


@pytest.mark.parametrize("value", [Place("a", 2, floor=3), Shelf(["a"], "b"), Tour("x", [Place("y")])])
def test_records_are_copied_and_pickled(value: object) -> None:
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301
    assert copy.deepcopy(value) == value
    assert copy.copy(value) == value
