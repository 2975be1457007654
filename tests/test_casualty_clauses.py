"""Sentences whose grammar hides who was meant: parts behind the verb, shared verbs, relatives, what somebody only plans."""

import pytest
from figures import figures, found
from test_casualties import groups

K, W, M, C, X = "killed", "wounded", "missing", "captured", "casualties"


@pytest.mark.parametrize(
    ("text", "whole", "part"),
    [
        ("Nine people were hurt in the crash, including two children.", "Nine people", "two children"),
        ("Six miners died in the shaft near Avel, among them a foreman.", "Six miners", "a foreman"),
        ("Twelve sailors were detained at the port, including an officer.", "Twelve sailors", "an officer"),
    ],
)
def test_parts_behind_the_verb(text, whole, part):
    assert [(text[f.start : f.end], f.part) for f in found(text)] == [(whole, False), (part, True)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Two people are killed, including a boy, and 12 others are injured.", [False, True, False]),
        ("The blast killed five people, including a boy, and 12 others were injured.", [False, True, False]),
        ("Five were killed, including a clerk, and six hurt, including a boy.", [False, True, False, True]),
        ("Five people, including two clerks, and a guard were killed.", [False, True, True]),
        ("Five people, including clerks Bo Grau and Ana Holm, are killed.", [False, True, True]),
        ("Police came after five people, including a boy, were hurt.", [False, True]),
        ("Five, including Bo Grau, the head of a part of the union and son of Ana Holm, were killed.", [False, True]),
    ],
)
def test_parts_end_where_another_clause_begins(text, parts):
    assert [f.part for f in found(text)] == parts


@groups("side by side", [
    ("They fled after a mother and daughter were shot.", [("a mother", W, 1, 1), ("daughter", W, 1, 1)]),
    ("Officers found a man and a woman shot dead.", [("a man", K, 1, 1), ("a woman", K, 1, 1)]),
    ("The ministry said Ana Holm, 67, and Bo Grau, 62, died.", [("Ana Holm", K, 1, 1), ("Bo Grau", K, 1, 1)]),
    ("Rescuers found four victims, and Ray died.", [("Ray", K, 1, 1)]),
    ("The other, 20, is in fair condition.", []),
    ("Two men, described as brothers, were killed.", [("Two men", K, 2, 2)]),
    ("Two officers sustain severe injuries.", [("Two officers", W, 2, 2)]),
    ("Carlos, then 18, was killed.", [("Carlos", K, 1, 1)]),
])  # fmt: skip
def test_who_stands_beside_whom(text, expected):
    assert figures(text) == expected


@groups("before and after", [
    ("The gunman killed one guard and hurt two others before dying.",
     [("The gunman", K, 1, 1), ("one guard", K, 1, 1), ("two others", W, 2, 2)]),
    ("The attacker stabbed three men before being shot dead.", [("The attacker", K, 1, 1), ("three men", W, 3, 3)]),
    ("A clerk counted eight men as having been killed.", [("eight men", K, 8, 8)]),
    ("Two guards died after fighting with rebels.", [("Two guards", K, 2, 2)]),
])  # fmt: skip
def test_who_is_meant_behind_before_and_after(text, expected):
    assert figures(text) == expected


@groups("roles", [
    ("Singer, actor and poet Ana Holm died.", [("poet Ana Holm", K, 1, 1)]),
    ("The singer Ana Tree was killed.", [("The singer Ana Tree", K, 1, 1)]),
    ("A singer Ana Tree and a clerk died.", [("A singer Ana Tree", K, 1, 1), ("a clerk", K, 1, 1)]),
])  # fmt: skip
def test_what_somebody_is_called(text, expected):
    assert figures(text) == expected


@groups("reflexive", [
    ("He killed two colleagues and then himself.", [("two colleagues", K, 2, 2), ("himself", K, 1, 1)]),
    ("The man killed his daughter, his son, and then himself.",
     [("his daughter", K, 1, 1), ("his son", K, 1, 1), ("himself", K, 1, 1)]),
    ("She shot a guard before killing herself.", [("a guard", W, 1, 1), ("herself", K, 1, 1)]),
])  # fmt: skip
def test_who_kills_himself_counts(text, expected):
    assert figures(text) == expected


@groups("relative", [
    ("The guard wounded in the raid died on Sunday.", [("The guard", K, 1, 1)]),
    ("A clerk injured in the crash was also arrested.", [("A clerk", W, 1, 1), ("A clerk", C, 1, 1)]),
    ("The army freed a family that was taken hostage.", []),
    ("Troops released two engineers who were kidnapped.", []),
])  # fmt: skip
def test_what_relatives_tell(text, expected):
    assert figures(text) == expected


@groups("clauses", [
    ("Medics found four victims, and Petrel and Brandt died at the scene.",
     [("Petrel", K, 1, 1), ("Brandt", K, 1, 1)]),
    ("The mayor said two clerks and a guard were killed.", [("two clerks", K, 2, 2), ("a guard", K, 1, 1)]),
    ("The blast was yesterday reported to have killed six drivers.", [("six drivers", K, 6, 6)]),
    ("Brandt, who had no known ties to the rebels, was killed.", [("Brandt", K, 1, 1)]),
    ("Eight sailors, who were on deck, were saved while the rest are presumed dead.", [("the rest", K, None, None)]),
])  # fmt: skip
def test_clauses_side_by_side(text, expected):
    assert figures(text) == expected


@groups("modal", [
    ("The army will continue to capture or kill rebels.", []),
    ("They may wound or kill two guards.", []),
    ("The group had plans to assist in the assassinations of two judges.", []),
    ("Troops shot and killed two rebels.", [("two rebels", K, 2, 2)]),
])  # fmt: skip
def test_a_modal_holds_for_both_verbs(text, expected):
    assert figures(text) == expected


@groups("deeds", [
    ("The wounding of three clerks shocked the town.", [("three clerks", W, 3, 3)]),
    ("Four men were hit, none fatally.", [("Four men", W, 4, 4), ("none", K, 0, 0)]),
    ("Five clerks were stabbed, one fatally.", [("Five clerks", W, 5, 5), ("one", K, 1, 1)]),
    ("He shot four guards - two of them fatally - at noon.", [("four guards", W, 4, 4), ("two of them", K, 2, 2)]),
    ("Guards saw two hurt men, and Rea and Tolm died.", [("two hurt men", W, 2, 2), ("Rea", K, 1, 1), ("Tolm", K, 1, 1)]),
    ("The guard turned his gun on himself.", [("himself", W, 1, 1)]),
    ("The guard turned his gun on the police.", []),
    ("Her death was the city's third homicide.", []),
    ("The town's latest murder went unsolved.", []),
])  # fmt: skip
def test_nouns_for_deeds(text, expected):
    assert figures(text) == expected


@groups("company", [
    ("A leader along with two fighters was detained.", [("A leader", C, 1, 1), ("two fighters", C, 2, 2)]),
    ("Guards detained the wanted individual and two of his friends.",
     [("the wanted individual", C, 1, 1), ("two of his friends", C, 2, 2)]),
    ("An unknown militant shot and killed a civilian in Avel.", [("a civilian", K, 1, 1)]),
    ("A clerk in Avel district, Marn province, was arrested on Sunday.", [("A clerk", C, 1, 1)]),
    ("Some 64 people are reported to have remained injured.", [("Some 64 people", W, 64, 64)]),
])  # fmt: skip
def test_company_and_place(text, expected):
    assert figures(text) == expected
