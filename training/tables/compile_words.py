"""Compile memberships and the words that part phrases and tell actor from place, from our own lists."""

from common import OWN, field, own_words, read_rows, write_schema, write_table


def memberships() -> None:
    rows = []
    for row in read_rows(OWN / "memberships.csv"):
        rows += [
            {
                "id": f"{row['body']}-{member.lower()}-{row['first'][:4]}",
                "member": member,
                "body": row["body"],
                "first": row["first"],
                "last": row["last"],
                "source": "own",
            }
            for member in row["members"].split("|")
        ]
    rows += [
        {
            "id": f"african-union-{member.lower()}",
            "member": member,
            "body": "african-union",
            "first": first,
            "last": "",
            "source": "own",
        }
        for member, first in african_union()
    ]
    write_table("memberships", ["id", "member", "body", "first", "last", "source"], rows)
    write_schema(
        "memberships",
        "Who belongs to which body, format or pair, from when to when",
        [
            field("id", "Key", required=True),
            field("member", "State or code", required=True),
            field("body", "Organization, or a group named as one", required=True),
            field("first", "First day", type="date", required=True),
            field("last", "Last day", type="date"),
            field("source", "Where the row was compiled from"),
        ],
        references={"member": ("states", "iso3"), "body": ("organizations", "id")},
    )


def usage_words() -> None:
    rows = [
        {"id": f"{row['kind']}-{word}".replace(" ", "-"), "text": word, "kind": row["kind"]}
        for row in read_rows(OWN / "usage_words.csv")
        for word in dict.fromkeys(row["words"].split("|"))
    ]
    write_table("usage_words", ("id", "text", "kind"), rows)
    write_schema(
        "usage_words",
        "Words beside a place name that tell whether it acts or is a place",
        [
            field("id", "Key", required=True),
            field("text", "Lemma, or preposition", required=True),
            field(
                "kind",
                "place subject, place object, place passive: verbs whose subject or object is a place; "
                'act noun: "Moscow\'s decision"; to noun, to verb and the like: after that word the name acts',
                required=True,
            ),
        ],
    )


def african_union() -> list[tuple[str, str]]:
    late = {
        "MAR": "2017-01-31",
        "SSD": "2011-07-28",
        "ERI": "1993-05-24",
        "ZAF": "1994-06-06",
        "NAM": "1990-06-03",
    }
    members = own_words("african union")
    return [(member, late.get(member, "1963-05-25")) for member in members]


PHRASE_KINDS = (
    "preposition",
    "away",
    "breaker",
    "determiner",
    "former",
    "foreign",
    "led",
    "prefix",
    "ethnic",
    "joiner",
    "body head",
    "place noun",
    "honorific",
    "pair noun",
    "ruled",
)


def phrase_words() -> None:
    rows = [
        {"id": f"{row['kind']}-{word}".replace(" ", "-"), "text": word, "kind": row["kind"]}
        for row in read_rows(OWN / "phrase_words.csv")
        for word in dict.fromkeys(row["words"].split("|"))
    ]
    write_table("phrase_words", ("id", "text", "kind"), rows)
    write_schema(
        "phrase_words",
        'Words that part a noun phrase: prepositions, "former", "-backed", "ethnic"',
        [
            field("id", "Key", required=True),
            field("text", "The word in lower case", required=True),
            field(
                "kind",
                "preposition: what follows may tell the country; away: what follows does not; breaker: the phrase "
                'ends; foreign: "US-backed" is not the US; led: "US-led" is, weakly; '
                "body head: takes the sector of the body that follows",
                enum=PHRASE_KINDS,
                required=True,
            ),
        ],
    )


if __name__ == "__main__":
    memberships()
    phrase_words()
    usage_words()
