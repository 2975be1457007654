"""Whom a text tells of again: who died of what was told before, and deaths that are told as the reason of something else."""

import pytest
from figures import found
from test_tolls import toll


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        # he, she and they are those who were told of before
        ("A girl was taken to hospital, where she died.", 1, None),
        ("Two men died at the scene. A woman was taken to hospital, but she died on Sunday.", 3, None),
        ("A man was stabbed at the market. He died in hospital.", 1, None),
        ("A teacher and her son were shot. They died on Monday.", 2, None),
        # who shoots himself is dead where the text calls it a suicide, else only known to be hit
        ("A guard killed two men and shot himself. Police call it a murder-suicide.", 3, None),
        ("A guard killed two men and shot himself. He is in hospital.", 2, 1),
        # but not who did it, nor somebody of the other sex
        ("A man shot an officer before he was found dead.", 1, 1),
        ("A woman was shot in Avel. He died at home.", 1, 1),
        # those who are told to be alive are none of the dead
        ("Two men were shot dead. A clerk was shot and is expected to survive.", 2, 1),
        ("Three men were shot dead. A woman was shot in the arm.", 3, 1),
        ("Two deputies were killed. A second deputy was struck by a bullet.", 2, None),
        ("One killed in Avel. Tomas Brandt was stabbed to death.", 1, None),
    ],
)
def test_who_died_is_not_wounded(text, killed, wounded):
    both = [row and row[1] for row in (toll(text), toll(text, "wounded"))]
    assert both == [killed, wounded]


@pytest.mark.parametrize(
    ("text", "background"),
    [
        # what a protest, a demand or revenge is about, and what "he" and "the inmate" tell of it again
        ("Relatives rallied to demand an investigation of the death of a boy. He was beaten to death.", [True, True]),
        ("Guards were attacked to avenge the killing of an inmate. The inmate died in May.", [True, True]),
        ("Students took to the streets to condemn the murder of a clerk.", [True]),
        ("Crowds marched to commemorate the death of a teacher.", [True]),
        ("Some 25 people had gathered where a man was shot dead.", [True]),
        # another event than the one reported
        ("The attack came in the wake of the murder of a driver.", [True]),
        ("The raid came hours after rebels killed two guards.", [True]),
        ("The leader was involved in a bomb attack that killed two clerks.", [True]),
        ("Fighting in recent months has killed 40 people.", [True]),
        ("The man caught was responsible for the kidnapping of two clerks.", [True]),
        ("Over the past month troops have killed 40 rebels.", [True]),
        # the event itself
        ("Families mourned the deaths of six people.", [False]),
        ("The men were held for the attack that killed two clerks.", [False]),
        ("He was taken to Avel Memorial Hospital of the Coast, where he was pronounced dead.", [False, False]),
    ],
)
def test_deaths_of_another_event(text, background):
    assert [figure.background for figure in found(text)] == background


def test_a_new_death_after_one_that_is_mourned():
    told = found("A vigil was held for a man who was killed. Two guards were killed. He died at home.")
    assert [figure.background for figure in told] == [True, False, False]
