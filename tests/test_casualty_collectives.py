"""Sentences about people told dead, wounded or missing as a whole, and counts whose outcome stands before them."""

import pytest
from figures import figures, found
from test_casualties import groups

K, W, M, C, D, X = "killed", "wounded", "missing", "captured", "displaced", "casualties"


@groups("put at", [
    ("The union put the dead at 48.", [("48", K, 48, 48)]),
    ("The union put the army's dead at 48 and its own at nine.", [("48", K, 48, 48), ("nine", K, 9, 9)]),
    ("The board put the dead among the sailors at 12.", [("12", K, 12, 12)]),
    ("Police put the number of missing at 12 and the dead at 30.", [("12", M, 12, 12), ("30", K, 30, 30)]),
    ("He visited the wounded at 10 hospitals.", []),
    ("The dead were buried at 10 on Sunday.", []),
])  # fmt: skip
def test_a_number_that_the_dead_are_put_at(text, expected):
    assert figures(text) == expected


@groups("list", [
    ("The list of the dead had 21 names on it.", [("21 names", K, 21, 21)]),
    ("The harbour master has 40 names on his list of the missing.", [("40 names", M, 40, 40)]),
    ("Some 71 people were on the list of the missing.", [("Some 71 people", M, 71, 71)]),
    ("We have 24 names of the dead.", [("24 names", K, 24, 24)]),
    ("The list of the dead was long.", []),
    ("The names of 12 teams were on the list.", []),
    ("The list of winners had 21 names on it.", []),
])  # fmt: skip
def test_names_on_a_list(text, expected):
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Three of the dead were cooks.", ["Three"]),
        ("The dead were Ana Petrel, 34, a nurse, and Tomas Brandt, 51, who drove.", ["Ana Petrel", "Tomas Brandt"]),
        ("The dead, four women and two men, had been found in the harbour.", ["four women", "two men"]),
        ("Among the dead were two cooks.", ["two cooks"]),
        ("Two cooks were among the dead.", ["Two cooks"]),
        ("The injured included two nurses and Ana Petrel.", ["two nurses", "Ana Petrel"]),
        ("None of the dead were cooks.", []),
        ("The families of the dead were told.", []),
        ("The living and the dead were remembered in two services.", []),
        ("They prayed for the dead, a custom of the valley.", []),
    ],
)
def test_who_the_dead_were(text, parts):
    told = found(text)
    assert [text[f.start : f.end] for f in told] == parts
    assert all(f.part for f in told)


FOURTEEN = "The blast killed 14 people. "


@groups("taken up", [
    ("Six of them were cooks.", [("Six of them", K, 6, 6)]),
    ("Six of the 14 were cooks.", [("Six of the 14", K, 6, 6)]),
    ("Among them were two cooks and Ana Petrel.", [("two cooks", K, 2, 2), ("Ana Petrel", K, 1, 1)]),
    ("Other victims included a clerk.", [("a clerk", K, 1, 1)]),
    ("Two of the victims were sisters.", [("Two", K, 2, 2)]),
    ("The correct number is 16, according to the mayor.", [("16", K, 16, 16)]),
    ("On Sunday he had spoken of 16.", [("16", K, 16, 16)]),
    ("Six of the 20 shops were burnt.", []),
    ("Rescuers freed six of them.", []),
    ("She has four daughters, and two of them saw it.", []),
    ("Each one of them had a ticket.", []),
    ("None of them were guards.", []),
    ("The victims were buried on Sunday.", []),
    ("The new figure of 16 per cent was wrong.", []),
    ("The first count was of 12 ships.", []),
    ("The mayor had earlier said 4,000 would come.", []),
])  # fmt: skip
def test_a_sentence_takes_up_the_dead_of_the_one_before(text, expected):
    assert figures(FOURTEEN + text) == [("14 people", K, 14, 14), *expected]


@groups("counted later", [
    ("Nobody was killed. The victims included two boys.", [("Nobody", K, 0, 0)]),
    ("The attack killed guards. There were nine of them.", [("guards", K, None, None), ("nine of them", K, 9, 9)]),
    ("The attack killed guards. Nine, the mayor said.", [("guards", K, None, None), ("Nine", K, 9, 9)]),
    ("The attack killed guards. There were nine windows.", [("guards", K, None, None)]),
    ("Nine guards were killed. Ten, he said, had left.", [("Nine guards", K, 9, 9)]),
    ("The blast hurt 14 people, eight of whom are in hospital.", [("14 people", W, 14, 14), ("eight of whom", W, 8, 8)]),
    ("The fire hurt 30 people, 12 of them sailors.", [("30 people", W, 30, 30), ("12 of them", W, 12, 12)]),
    ("The mayor said 12 people died; the clerk had earlier said 16.", [("12 people", K, 12, 12), ("16", K, 16, 16)]),
])  # fmt: skip
def test_a_count_follows_its_outcome(text, expected):
    assert figures(text) == expected


@groups("deeds", [
    ("The raid resulted in the death and wounding of nine guards.", [("nine guards", X, 9, 9)]),
    ("They are blamed for the deaths of hundreds of sailors and the wounding of thousands more.",
     [("hundreds of sailors", K, None, None), ("thousands more", W, None, None)]),
    ("The ministry cut its count of sailors killed from 94 to 61.", [("94", K, 94, 94), ("61", K, 61, 61)]),
    ("He faces one count of murder and 12 counts of theft.", []),
])  # fmt: skip
def test_deeds_and_counts(text, expected):
    assert figures(text) == expected


@groups("named", [
    ("The storm killed the harbour master, Ana Petrel, and a cook.",
     [("the harbour master", K, 1, 1), ("a cook", K, 1, 1)]),
    ("Their driver, Lene Holm, was shot in the leg.", [("Their driver", W, 1, 1)]),
    ("One woman, Lene Holm, is still missing.", [("One woman", M, 1, 1)]),
    ("A bomb killed Avelian general, Tomas Brandt, at the gate.", [("Avelian general, Tomas Brandt", K, 1, 1)]),
    ("Ana Petrel, a photo- and radio reporter from Avel, died on Sunday.", [("Ana Petrel", K, 1, 1)]),
    ("He was met by Zia al-Brandi, who was also killed.", [("Zia al-Brandi", K, 1, 1)]),
    ("The storm killed a guard in Avel, Norway, on Monday.", [("a guard", K, 1, 1)]),
    ("The storm killed a guard, Tomas Brandt said.", [("a guard", K, 1, 1)]),
])  # fmt: skip
def test_a_name_beside_its_description_is_one_person(text, expected):
    assert figures(text) == expected


@groups("relative", [
    ("He is one of the 31 people whom the flood has killed.", [("the 31 people", K, 31, 31)]),
    ("Mortars that rebels captured in Avel were found.", []),
    ("She spoke to the families of 12 sailors who are missing.", [("12 sailors", M, 12, 12)]),
])  # fmt: skip
def test_whom_a_relative_clause_means(text, expected):
    assert figures(text) == expected


@groups("homes", [
    ("The landslide drove thousands from their homes.", [("thousands", D, None, None)]),
    ("The flood forced 300 people to leave their homes.", [("300 people", D, 300, 300)]),
    ("Some 9,000 people are still in shelters.", [("Some 9,000 people", D, 9000, 9000)]),
    ("A van drove 12 people to their homes.", []),
    ("Eleven sailors gave their lives.", [("Eleven sailors", K, 11, 11)]),
    ("Doctors treated 130 people for cuts and broken bones.", [("130 people", W, 130, 130)]),
    ("Doctors treated 130 people for fever.", []),
])  # fmt: skip
def test_further_verbs(text, expected):
    assert figures(text) == expected


@groups("open", [
    ("The board denied that sailors had been captured.", []),
    ("How many are missing is not known.", []),
    ("Police would not say how the four were killed.", [("the four", K, 4, 4)]),
    ("The film captured two men at the gate.", []),
    ("A number of nurses were also injured.", [("A number of nurses", W, None, None)]),
])  # fmt: skip
def test_what_is_left_open(text, expected):
    assert figures(text) == expected


def test_whose_dead_they_are_tells_their_group():
    assert [f.victim_group for f in found("The union put the army's dead at 48.")] == ["security forces"]
    assert [f.victim_group for f in found("Nine guards died. The correct number is 12.")] == ["security forces"] * 2


@groups("held", [
    ("The rebels hold 17 soldiers.", [("17 soldiers", C, 17, 17)]),
    ("Three engineers are being held by the rebels.", [("Three engineers", C, 3, 3)]),
    ("Police held 12 protesters overnight.", [("12 protesters", C, 12, 12)]),
    ("The gunmen seized 12 men at the gate.", [("12 men", C, 12, 12)]),
    ("Nine sailors are still in the hands of pirates.", [("Nine sailors", C, 9, 9)]),
    ("No guard is in the hands of the rebels. The union had claimed that they hold 17.",
     [("No guard", C, 0, 0), ("17", C, 17, 17)]),
    ("Rebels took 12 guards prisoner. The party now holds 17 seats.", [("12 guards prisoner", C, 12, 12)]),
    ("The hall can hold 17 people.", []),
    ("The bus holds 40 passengers.", []),
    ("The army seized 12 trucks.", []),
    ("Officers held back 12 protesters.", []),
    ("The matter is in the hands of the court.", []),
    ("The children are in the hands of doctors.", []),
    ("Two men are in the hands of", []),
    ("Two men are in the hands", []),
])  # fmt: skip
def test_captives_in_plain_words(text, expected):
    assert figures(text) == expected


@groups("reported", [
    ("It was reported Baker was hospitalized.", [("Baker", W, 1, 1)]),
    ("It was announced Ana Petrel had died.", [("Ana Petrel", K, 1, 1)]),
    ("The reported deaths of two sailors were denied.", [("two sailors", K, 2, 2)]),
])  # fmt: skip
def test_a_verb_of_reporting_is_no_part_of_whom_it_reports(text, expected):
    assert figures(text) == expected
