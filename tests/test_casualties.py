"""Sentences, and the casualty figures that are read from them: text, outcome, low, high. One group a phenomenon."""

import pytest
from figures import figures, found

from analysis.casualties.outcomes import find_triggers
from analysis.casualties.people import is_people
from analysis.casualties.phrases import Phrase
from analysis.documents import Token

K, W, M, C, D, X = "killed", "wounded", "missing", "captured", "displaced", "casualties"


def groups(name, rows):
    return pytest.mark.parametrize(
        ("text", "expected"), [pytest.param(*row, id=f"{name}-{row[0][:40]}") for row in rows]
    )


@groups("verb", [
    ("The blast killed 27 people.", [("27 people", K, 27, 27)]),
    ("A gunman shot dead four officers.", [("four officers", K, 4, 4)]),
    ("Rebels murdered a teacher in the village.", [("a teacher", K, 1, 1)]),
    ("Gunmen assassinated two judges.", [("two judges", K, 2, 2)]),
    ("The raid left 14 villagers dead.", [("14 villagers", K, 14, 14)]),
    ("The shelling wounded nine civilians.", [("nine civilians", W, 9, 9)]),
    ("The crash injured 30 passengers.", [("30 passengers", W, 30, 30)]),
    ("Troops captured 12 fighters.", [("12 fighters", C, 12, 12)]),
    ("Police arrested six suspects.", [("six suspects", C, 6, 6)]),
    ("The militia abducted three engineers.", [("three engineers", C, 3, 3)]),
    ("The flood displaced 5,000 residents.", [("5,000 residents", D, 5000, 5000)]),
    ("The flood forced 5,000 residents to evacuate.", [("5,000 residents", D, 5000, 5000)]),
    ("Twenty people died.", [("Twenty people", K, 20, 20)]),
    ("Eleven sailors drowned off the coast.", [("Eleven sailors", K, 11, 11)]),
    ("Two firefighters perished in the blaze.", [("Two firefighters", K, 2, 2)]),
    ("Three climbers disappeared on the mountain.", [("Three climbers", M, 3, 3)]),
    ("Six miners lost their lives.", [("Six miners", K, 6, 6)]),
    ("Militants beheaded two drivers.", [("two drivers", K, 2, 2)]),
    ("Security forces executed nine prisoners.", [("nine prisoners", K, 9, 9)]),
    ("The mob lynched a shopkeeper.", [("a shopkeeper", K, 1, 1)]),
    ("The avalanche killed six climbers and a guide.", [("six climbers", K, 6, 6), ("a guide", K, 1, 1)]),
    ("The storm kills at least nine.", [("at least nine", K, 9, None)]),
    ("Fighting has killed 31 civilians.", [("31 civilians", K, 31, 31)]),
    ("The disease has claimed 52 lives.", [("52 lives", K, 52, 52)]),
    ("The sinking cost 14 lives.", [("14 lives", K, 14, 14)]),
    ("Eight divers lost their lives in the cave.", [("Eight divers", K, 8, 8)]),
    ("Thirteen prisoners starved to death.", [("Thirteen prisoners", K, 13, 13)]),
    ("Four patients succumbed to their wounds.", [("Four patients", K, 4, 4)]),
    ("The judge passed away on Sunday.", [("The judge", K, 1, 1)]),
    ("The explosion maimed two children.", [("two children", W, 2, 2)]),
    ("Falling glass hurt 40 shoppers.", [("40 shoppers", W, 40, 40)]),
    ("Border guards detained 18 migrants.", [("18 migrants", C, 18, 18)]),
    ("Police arrest six clerks in a raid.", [("six clerks", C, 6, 6)]),
    ("Police in Avel arrest 111 clerks.", [("111 clerks", C, 111, 111)]),
    ("Police arrest Ana Holm on two charges.", [("Ana Holm", C, 1, 1)]),
    ("The blast killed his wife and daughter.", [("his wife", K, 1, 1), ("daughter", K, 1, 1)]),
    ("The raid killed 42 army and police personnel.", [("42 army and police personnel", K, 42, 42)]),
    ("Guards kill two gunmen and arrest six others.", [("two gunmen", K, 2, 2), ("six others", C, 6, 6)]),
    ("The raid killed two members of what Holm described as a gang.", [("two members", K, 2, 2)]),
    ("The navy apprehended five pirates.", [("five pirates", C, 5, 5)]),
    ("Gunmen kidnapped 20 pupils.", [("20 pupils", C, 20, 20)]),
    ("The rebels took 12 prisoners.", [("12 prisoners", C, 12, 12)]),
    ("The army rounded up 60 students.", [("60 students", C, 60, 60)]),
    ("Some 4,000 villagers fled their homes.", [("Some 4,000 villagers", D, 4000, 4000)]),
    ("The eruption uprooted 900 families.", [("900 families", D, 900, 900)]),
    ("Rescuers evacuated 75 hikers.", [("75 hikers", D, 75, 75)]),
    ("Two fishermen went missing.", [("Two fishermen", M, 2, 2)]),
    ("Nine sailors vanished in the storm.", [("Nine sailors", M, 9, 9)]),
])  # fmt: skip
def test_active_verbs(text, expected):
    assert figures(text) == expected


@groups("passive", [
    ("Five soldiers were killed.", [("Five soldiers", K, 5, 5)]),
    ("Five soldiers in a truck were killed.", [("Five soldiers", K, 5, 5)]),
    ("Five soldiers from the north were killed by a mine.", [("Five soldiers", K, 5, 5)]),
    ("Eight people have been wounded.", [("Eight people", W, 8, 8)]),
    ("Eight people were seriously injured.", [("Eight people", W, 8, 8)]),
    ("At least 40 people are believed to have been killed.", [("At least 40 people", K, 40, None)]),
    ("A woman was shot dead.", [("A woman", K, 1, 1)]),
    ("Two brothers were stabbed to death.", [("Two brothers", K, 2, 2)]),
    ("A man was fatally shot outside a bar.", [("A man", K, 1, 1)]),
    ("Three women were shot and killed.", [("Three women", K, 3, 3)]),
    ("Three women were shot at a club.", [("Three women", W, 3, 3)]),
    ("Seven aid workers were taken hostage.", [("Seven aid workers", C, 7, 7)]),
    ("Nine men were taken into custody.", [("Nine men", C, 9, 9)]),
    ("Four hikers were reported missing.", [("Four hikers", M, 4, 4)]),
    ("Two guards are confirmed by a clerk to have been killed.", [("Two guards", K, 2, 2)]),
    ("Four hikers go missing on a mountain.", [("Four hikers", M, 4, 4)]),
    ("A 20-year old was arrested.", [("A 20-year old", C, 1, 1)]),
    ("Ana Holm was hurt alongside two clerks.", [("Ana Holm", W, 1, 1), ("two clerks", W, 2, 2)]),
    ("A ferry carrying 12 people went missing.", [("12 people", M, 12, 12)]),
    ("A plane with 12 people on board disappeared from radar.", [("12 people", M, 12, 12)]),
    ("Two workers were severely burnt.", [("Two workers", W, 2, 2)]),
    ("Twelve miners are buried alive.", [("Twelve miners", K, 12, 12)]),
    ("The outbreak hospitalizes 12 others.", [("12 others", W, 12, 12)]),
    ("Four hikers were listed as missing.", [("Four hikers", M, 4, 4)]),
    ("Nine sailors died, with 12 others listed missing.", [("Nine sailors", K, 9, 9), ("12 others", M, 12, 12)]),
    ("A farmer who was working nearby was killed.", [("A farmer", K, 1, 1)]),
    ("About 3,000 villagers were evacuated.", [("About 3,000 villagers", D, 3000, 3000)]),
    ("Some 500 families were made homeless.", [("Some 500 families", D, 500, 500)]),
    ("Six miners were crushed to death.", [("Six miners", K, 6, 6)]),
    ("A shepherd was beaten to death.", [("A shepherd", K, 1, 1)]),
    ("Two tourists were trampled to death.", [("Two tourists", K, 2, 2)]),
    ("Three officers were gunned down.", [("Three officers", K, 3, 3)]),
    ("Five farmers were hacked to death by raiders.", [("Five farmers", K, 5, 5)]),
    ("Four youths had been stabbed.", [("Four youths", W, 4, 4)]),
    ("Two nurses were badly hurt.", [("Two nurses", W, 2, 2)]),
    ("A cyclist was hospitalised.", [("A cyclist", W, 1, 1)]),
    ("Seven workers were taken to hospital.", [("Seven workers", W, 7, 7)]),
    ("Twelve passengers were treated for burns.", [("Twelve passengers", W, 12, 12)]),
    ("Two teachers were being held hostage.", [("Two teachers", C, 2, 2)]),
    ("Three men were rounded up by the police.", [("Three men", C, 3, 3)]),
    ("Over 200 families were displaced by the flood.", [("Over 200 families", D, 201, None)]),
    ("Ten soldiers are confirmed dead.", [("Ten soldiers", K, 10, 10)]),
    ("Twenty sailors are feared drowned.", [("Twenty sailors", K, 20, 20)]),
    ("Nine people were reported killed.", [("Nine people", K, 9, 9)]),
    ("Eleven rebels were said to have been killed.", [("Eleven rebels", K, 11, 11)]),
    ("A girl got killed near the well.", [("A girl", K, 1, 1)]),
    ("Two monks who had refused to leave were shot dead.", [("Two monks", K, 2, 2)]),
    ("The three guards at the gate were wounded.", [("The three guards", W, 3, 3)]),
])  # fmt: skip
def test_passive_verbs(text, expected):
    assert figures(text) == expected


@groups("adjective", [
    ("Ten people are dead.", [("Ten people", K, 10, 10)]),
    ("Ten people are feared dead.", [("Ten people", K, 10, 10)]),
    ("Ten people were found dead in a lorry.", [("Ten people", K, 10, 10)]),
    ("Two rowers are still missing.", [("Two rowers", M, 2, 2)]),
    ("Six tourists remain missing after the storm.", [("Six tourists", M, 6, 6)]),
    ("Five workers are unaccounted for.", [("Five workers", M, 5, 5)]),
    ("The quake left 900 people homeless.", [("900 people", D, 900, 900)]),
    ("A girl is in critical condition.", [("A girl", W, 1, 1)]),
    ("Three suspects are in custody.", [("Three suspects", C, 3, 3)]),
    ("Doctors treated 12 wounded soldiers.", [("12 wounded soldiers", W, 12, 12)]),
])  # fmt: skip
def test_adjectives(text, expected):
    assert figures(text) == expected


@groups("noun", [
    ("There were 27 fatalities.", [("27 fatalities", K, 27, 27)]),
    ("The storm caused nine deaths and 40 injuries.", [("nine deaths", K, 9, 9), ("40 injuries", W, 40, 40)]),
    ("Officials reported the death of a miner.", [("a miner", K, 1, 1)]),
    ("The killing of two students shocked the town.", [("two students", K, 2, 2)]),
    ("The bodies of three men were recovered.", [("three men", K, 3, 3)]),
    ("Divers recovered 14 bodies.", [("14 bodies", K, 14, 14)]),
    ("Divers found a sailor's body.", [("a sailor", K, 1, 1)]),
    ("The diver's body was strong.", []),
    ("Firemen searched the charred remains of a clerk.", [("a clerk", K, 1, 1)]),
    ("The remains of Typhoon Sela crossed the coast.", []),
    ("An unknown number of deaths is put at 12.", [("12", K, 12, 12)]),
    ("The blaze brought the number of fatalities to seven.", [("seven", K, 7, 7)]),
    ("A number of guards chased and killed a thief.", [("a thief", K, 1, 1)]),
    ("It was the Feb. 12 arrest of a clerk.", []),
    ("The quake claimed 300 lives.", [("300 lives", K, 300, 300)]),
    ("The death toll rose to 52.", [("52", K, 52, 52)]),
    ("The death toll has risen from 14 to 31.", [("14", K, 14, 14), ("31", K, 31, 31)]),
    ("That brought the death toll to at least 80.", [("at least 80", K, 80, None)]),
    ("The storm had a death toll of 19.", [("19", K, 19, 19)]),
    ("The number of people killed in the floods has risen to 45.", [("45", K, 45, 45)]),
    ("Police made nine arrests.", [("nine arrests", C, 9, 9)]),
    ("The attack caused 60 casualties.", [("60 casualties", X, 60, 60)]),
    ("Fatalities were put at 40.", [("40", K, 40, 40)]),
    ("The accident left one fatality.", [("one fatality", K, 1, 1)]),
    ("Fatality counts were at 13 people.", [("13 people", K, 13, 13)]),
    ("Four shooting victims were found in Avel.", [("Four shooting victims", W, 4, 4)]),
    ("Three people received minor injuries.", [("Three people", W, 3, 3)]),
    ("The storm cost 64 people their lives.", [("64 people", K, 64, 64)]),
    ("Police counted 17 corpses.", [("17 corpses", K, 17, 17)]),
    ("The murder of a priest shook the village.", [("a priest", K, 1, 1)]),
    ("She mourned the death of her brother.", [("her brother", K, 1, 1)]),
    ("The assassination of two mayors caused unrest.", [("two mayors", K, 2, 2)]),
    ("The capture of nine fighters was confirmed.", [("nine fighters", C, 9, 9)]),
    ("The arrest of a clerk was announced.", [("a clerk", C, 1, 1)]),
    ("The abduction of three aid workers alarmed the agency.", [("three aid workers", C, 3, 3)]),
    ("The death toll stands at 88.", [("88", K, 88, 88)]),
    ("The death toll from a fire at a mill in Avel, Teyn Province, Orm, rises to 12.", [("12", K, 12, 12)]),
    ("The injury count rose to 88.", [("88", W, 88, 88)]),
    ("The toll from the blast at a mill on a road in Avel, Orm, on February 19, rises to 12.", [("12", K, 12, 12)]),
    ("The death toll of the Lunak Orm 16 sand barge rises to 88.", [("88", K, 88, 88)]),
    ("The number of villagers killed since March 6 increases to 88.", [("88", K, 88, 88)]),
    ("The number of villagers reported by a monitor to be killed rises to 88.", [("88", K, 88, 88)]),
    ("The toll climbed to more than 150.", [("more than 150", K, 151, None)]),
    ("The storm left a death toll of 23.", [("23", K, 23, 23)]),
    ("The number of dead rose to 61.", [("61", K, 61, 61)]),
    ("The number of injured was put at 230.", [("230", W, 230, 230)]),
    ("The fire caused two deaths and nine injuries.", [("two deaths", K, 2, 2), ("nine injuries", W, 9, 9)]),
    ("The district reported four homicides.", [("four homicides", K, 4, 4)]),
    ("Officials spoke of some 30 casualties.", [("some 30 casualties", X, 30, 30)]),
    ("The battle ended with 12 captives.", [("12 captives", C, 12, 12)]),
])  # fmt: skip
def test_nouns(text, expected):
    assert figures(text) == expected


@groups("joined", [
    ("Five soldiers and three civilians were killed.", [("Five soldiers", K, 5, 5), ("three civilians", K, 3, 3)]),
    ("The bomb killed five soldiers, two guards and a child.",
     [("five soldiers", K, 5, 5), ("two guards", K, 2, 2), ("a child", K, 1, 1)]),
    ("Five soldiers and three civilians were killed and 12 others wounded.",
     [("Five soldiers", K, 5, 5), ("three civilians", K, 3, 3), ("12 others", W, 12, 12)]),
    ("The fighting left 20 rebels and 11 soldiers dead.", [("20 rebels", K, 20, 20), ("11 soldiers", K, 11, 11)]),
    ("The blast killed six people and wounded 20.", [("six people", K, 6, 6), ("20", W, 20, 20)]),
    ("A bomb exploded, killing six people and wounding four.", [("six people", K, 6, 6), ("four", W, 4, 4)]),
    ("Two men were killed and five hurt.", [("Two men", K, 2, 2), ("five", W, 5, 5)]),
    ("The blast killed five soldiers and three civilians were wounded.",
     [("five soldiers", K, 5, 5), ("three civilians", W, 3, 3)]),
    ("Troops killed one rebel and captured another.", [("one rebel", K, 1, 1), ("another", C, 1, 1)]),
    ("One rebel was detained along with several others.", [("One rebel", C, 1, 1), ("several others", C, None, None)]),
    ("The army said nine rebels and two soldiers were killed.", [("nine rebels", K, 9, 9), ("two soldiers", K, 2, 2)]),
    ("She and three others were shot.", [("She", W, 1, 1), ("three others", W, 3, 3)]),
    ("The storm left 12 dead, three missing and 400 homeless.",
     [("12", K, 12, 12), ("three", M, 3, 3), ("400", D, 400, 400)]),
    ("The blast killed a guard, two clerks and a driver.",
     [("a guard", K, 1, 1), ("two clerks", K, 2, 2), ("a driver", K, 1, 1)]),
    ("Six people were killed and 14 injured.", [("Six people", K, 6, 6), ("14", W, 14, 14)]),
    ("Six people died and 14 were injured.", [("Six people", K, 6, 6), ("14", W, 14, 14)]),
    ("The clash left six dead and wounded 14.", [("six", K, 6, 6), ("14", W, 14, 14)]),
    ("The crash killed the pilot and injured both passengers.", [("the pilot", K, 1, 1), ("both passengers", W, 2, 2)]),
    ("Four soldiers were killed, nine wounded and two captured.",
     [("Four soldiers", K, 4, 4), ("nine", W, 9, 9), ("two", C, 2, 2)]),
    ("The mayor reported 30 guards, nine drivers, and dozens of farmers killed.",
     [("30 guards", K, 30, 30), ("nine drivers", K, 9, 9), ("dozens of farmers", K, None, None)]),
    ("The raid killed nine militants and freed four hostages.", [("nine militants", K, 9, 9)]),
    ("Rebels killed two officers and burned three trucks.", [("two officers", K, 2, 2)]),
    ("Both the driver and his son were hurt.", [("the driver", W, 1, 1), ("his son", W, 1, 1)]),
    ("No soldiers or guards were killed.", [("No soldiers or guards", K, 0, 0)]),
    ("Two died in Avel and three in Orm.", [("Two", K, 2, 2), ("three", K, 3, 3)]),
    ("There were 21 wounded in Avel, 36 in Orm.", [("21", W, 21, 21), ("36", W, 36, 36)]),
    ("Two died in Avel in May, 14 stayed in Orm.", [("Two", K, 2, 2)]),
])  # fmt: skip
def test_joined_figures(text, expected):
    assert figures(text) == expected


@groups("together", [
    ("The attack killed and wounded 12 guards.", [("12 guards", X, 12, 12)]),
    ("Forty people were killed or wounded.", [("Forty people", X, 40, 40)]),
])  # fmt: skip
def test_killed_and_wounded_not_told_apart(text, expected):
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "whole", "part"),
    [
        ("The blast killed 12 people, including three children.", "12 people", "three children"),
        ("Twelve people, including three children, were killed.", "Twelve people", "three children"),
        ("Twelve people, among them a judge, were killed.", "Twelve people", "a judge"),
    ],
)
def test_parts_lie_in_their_whole(text, whole, part):
    assert [(text[f.start : f.end], f.part) for f in found(text)] == [(whole, False), (part, True)]


@groups("headline", [
    ("12 killed, 30 wounded in market bombing", [("12", K, 12, 12), ("30", W, 30, 30)]),
    ("Three dead after shooting in Avel", [("Three", K, 3, 3)]),
    ("Bus crash kills nine", [("nine", K, 9, 9)]),
    ("Two men shot in Brosk", [("Two men", W, 2, 2)]),
    ("1 dead, 4 hurt in club shooting", [("1", K, 1, 1), ("4", W, 4, 4)]),
    ("Train derails in Brosk, killing 11", [("11", K, 11, 11)]),
    ("Eleven dead, scores hurt as train derails", [("Eleven", K, 11, 11), ("scores", W, None, None)]),
    ("Three deputies injured, suspect dead in Brosk pursuit", [("Three deputies", W, 3, 3), ("suspect", K, 1, 1)]),
    ("Burglar shot, killed at Avel bakery", [("Burglar", K, 1, 1)]),
    ("Flood displaces 3,000 in north", [("3,000", D, 3000, 3000)]),
    ("Landslide buries village; 40 missing", [("40", M, 40, 40)]),
    ("Boy, 9, killed in crash", [("Boy", K, 1, 1)]),
    ("Third victim dies of wounds", [("Third victim", K, 1, 1)]),
])  # fmt: skip
def test_headlines(text, expected):
    assert figures(text) == expected


@groups("bound", [
    ("At least 40 people were killed.", [("At least 40 people", K, 40, None)]),
    ("More than 40 people were killed.", [("More than 40 people", K, 41, None)]),
    ("Up to 40 people were killed.", [("Up to 40 people", K, None, 40)]),
    ("As many as 40 people were killed.", [("As many as 40 people", K, None, 40)]),
    ("Fewer than ten people were hurt.", [("Fewer than ten people", W, None, 9)]),
    ("Between 36 and 40 people are missing.", [("Between 36 and 40 people", M, 36, 40)]),
    ("Two or three men were killed.", [("Two or three men", K, 2, 3)]),
    ("Two dozen people were killed.", [("Two dozen people", K, 24, 24)]),
    ("A couple of guards were hurt.", [("A couple of guards", W, 2, 2)]),
    ("The couple was killed.", [("The couple", K, 2, 2)]),
    ("Both drivers were killed.", [("Both drivers", K, 2, 2)]),
    ("Dozens of people were killed.", [("Dozens of people", K, None, None)]),
    ("Several soldiers were wounded.", [("Several soldiers", W, None, None)]),
    ("Rebels were captured.", [("Rebels", C, None, None)]),
    ("At least 12 and up to 15 people were killed.", [("At least 12 and up to 15 people", K, 12, 15)]),
    ("No fewer than 30 people were killed.", [("No fewer than 30 people", K, 30, None)]),
    ("Thirty or more people were killed.", [("Thirty or more people", K, 30, None)]),
    ("Upwards of 60 people were killed.", [("Upwards of 60 people", K, 60, None)]),
    ("No more than six people were hurt.", [("No more than six people", W, None, 6)]),
    ("Less than a dozen people were hurt.", [("Less than a dozen people", W, None, 11)]),
    ("Nearly 300 people were killed.", [("Nearly 300 people", K, 300, 300)]),
    ("Sixty-six people or more were hurt.", [("Sixty-six people or more", W, 66, None)]),
    ("Half a million people were displaced.", [("Half a million people", D, 500000, 500000)]),
    ("Some 1.2 million people were displaced.", [("Some 1.2 million people", D, 1200000, 1200000)]),
    ("Six to eight rebels were killed.", [("Six to eight rebels", K, 6, 8)]),
    ("10-12 rebels were killed.", [("10-12 rebels", K, 10, 12)]),
    ("A hundred and six miners were killed.", [("A hundred and six miners", K, 106, 106)]),
    ("Three dozen miners were killed.", [("Three dozen miners", K, 36, 36)]),
    ("A family of six was killed.", [("A family of six", K, 6, 6)]),
    ("A group of 12 farmers was killed.", [("A group of 12 farmers", K, 12, 12)]),
    ("A group of farmers was killed.", [("A group of farmers", K, None, None)]),
    ("A crew of five went missing.", [("A crew of five", M, 5, 5)]),
    ("All but two of the 14 miners died.", [("All but two of the 14 miners", K, 12, 12)]),
    ("All but one of the sixteen on-board died.", [("All but one of the sixteen", K, 15, 15)]),
    ("All but one died.", [("All but one", K, None, None)]),
    ("The deaths are ten guards and two clerks.", [("ten guards", K, 10, 10), ("two clerks", K, 2, 2)]),
    ("Petrel, a self-described Neo-Nazi, killed a woman named Ann Holm.", [("a woman", K, 1, 1)]),
    ("Two players with ranking number 27 were arrested.", [("Two players", C, 2, 2)]),
    ("All 189 aboard Flight 610 died.", [("All 189", K, 189, 189)]),
    ("A rabbi and a chef were shot.", [("A rabbi", W, 1, 1), ("a chef", W, 1, 1)]),
    ("All 33 passengers died.", [("All 33 passengers", K, 33, 33)]),
    ("Hundreds of people were injured.", [("Hundreds of people", W, None, None)]),
    ("Many villagers were killed.", [("Many villagers", K, None, None)]),
    ("A number of guards were hurt.", [("A number of guards", W, None, None)]),
    ("Tens of thousands were displaced.", [("Tens of thousands", D, None, None)]),
])  # fmt: skip
def test_bounds_and_vague_words(text, expected):
    assert figures(text) == expected


@groups("named", [
    ("Ana Petrel was killed in the raid.", [("Ana Petrel", K, 1, 1)]),
    ("The strike killed General Tomas Brandt.", [("General Tomas Brandt", K, 1, 1)]),
    ("Ana Petrel, 34, and Tomas Brandt, 41, were killed.", [("Ana Petrel", K, 1, 1), ("Tomas Brandt", K, 1, 1)]),
    ("Taken to a clinic in Avel, Rault died of his wounds.", [("Rault", K, 1, 1)]),
    ("Nine people in Mosul, Iraq died.", [("Nine people", K, 9, 9)]),
    ("Ana Bridge, 34, and Tomas Forest, 41, were killed.", [("Ana Bridge", K, 1, 1), ("Tomas Forest", K, 1, 1)]),
    ("The MP and a drug dealer were killed.", [("The MP", K, 1, 1), ("a drug dealer", K, 1, 1)]),
    ("Brandt's death was confirmed by his family.", [("Brandt", K, 1, 1)]),
    ("Police shot Tomas Brandt dead.", [("Tomas Brandt", K, 1, 1)]),
    ("Ana Petrel, a farmer, was killed.", [("Ana Petrel", K, 1, 1)]),
    ("Captain Ilse Marn died of her wounds.", [("Captain Ilse Marn", K, 1, 1)]),
    ("The death of Ana Petrel was confirmed.", [("Ana Petrel", K, 1, 1)]),
])  # fmt: skip
def test_named_dead_count_one(text, expected):
    assert figures(text) == expected


@groups("none", [
    ("No one was hurt.", [("No one", W, 0, 0)]),
    ("No civilians were killed.", [("No civilians", K, 0, 0)]),
    ("There were no casualties.", [("no casualties", X, 0, 0)]),
    ("The strike caused no injuries.", [("no injuries", W, 0, 0)]),
    ("No women or children were injured.", [("No women or children", W, 0, 0)]),
    ("Nobody was killed.", [("Nobody", K, 0, 0)]),
    ("None of the passengers was hurt.", [("None of the passengers", W, 0, 0)]),
    ("There were no deaths.", [("no deaths", K, 0, 0)]),
    ("No injuries were reported.", [("No injuries", W, 0, 0)]),
    ("No one was arrested.", [("No one", C, 0, 0)]),
    ("Zero fatalities were recorded.", [("Zero fatalities", K, 0, 0)]),
    ("Neither driver was hurt.", [("Neither driver", W, 0, 0)]),
])  # fmt: skip
def test_negation_is_zero(text, expected):
    assert figures(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The plan could kill hundreds of people.",
        "The bomb would have killed dozens of people.",
        "The group threatened to kill two guards if its demands were not met.",
        "He wanted to kill five people.",
        "The rules are meant to avoid deaths.",
        "Officials may evacuate 400 residents.",
        "The officer was not hurt.",
        "Nobody knows whether 20 people were killed.",
        "The gunman shot at two officers but missed.",
        "She almost lost her life.",
        "He was charged with attempted murder.",
    ],
)
def test_what_did_not_happen_is_no_figure(text):
    assert figures(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Around 7,000 fighters have arrived in the country.",
        "At least six bombers struck on Wednesday.",
        "The front line is 500 metres (550 yards) from the town.",
        "Ten miners were rescued from the shaft.",
        "The virus infected 300 people.",
        "Some 40 people were trapped under the rubble.",
        "The blast destroyed 12 houses and three lorries.",
        "The fire killed 40 sheep.",
        "The blast killed hopes of a deal.",
        "Twelve attackers fled.",
        "The company cut 300 jobs.",
        "He is serving a sentence of 20 years.",
        "Police executed two search warrants.",
        "The cabinet executed a planned shutdown of the private sector.",
        "She led both legislative bodies.",
        "He wrote several songs for the Grateful Dead, including many of their biggest hits.",
        "Smoke forced 40 passengers to evacuate the plane.",
        "Her neighbour lives nearby.",
        "The dead end lies behind the church.",
        "Prices rose 12 percent.",
        "Shots were fired in the 2000 block of Oak Street.",
        "The film won five awards.",
    ],
)
def test_what_is_no_casualty(text):
    assert figures(text) == []


@groups("ages", [
    ("A 23-year-old man was killed.", [("A 23-year-old man", K, 1, 1)]),
    ("A nine year old girl was killed.", [("A nine year old girl", K, 1, 1)]),
    ("An 18 to 20-year-old man was killed.", [("An 18 to 20-year-old man", K, 1, 1)]),
    ("A 30-year-old local man was killed.", [("A 30-year-old local man", K, 1, 1)]),
    ("The shots hit a 25- and a 35-year-old.", [("a 25- and a 35-year-old", W, 2, 2)]),
    ("Two men, ages 20 and 31, were killed.", [("Two men", K, 2, 2)]),
    ("Three men, 17, 19 and 24, were killed.", [("Three men", K, 3, 3)]),
    ("Two pupils, 7 and 9 years old, were killed.", [("Two pupils", K, 2, 2)]),
    ("The boy, 9, died on Monday.", [("The boy", K, 1, 1)]),
    ("He turned 21 shortly before two friends were killed.", [("two friends", K, 2, 2)]),
    ("A 23-year-old was killed.", [("A 23-year-old", K, 1, 1)]),
    ("Ana Petrel (34) was killed.", [("Ana Petrel", K, 1, 1)]),
    ("A woman, 61, and a boy, 6, were killed.", [("A woman", K, 1, 1), ("a boy", K, 1, 1)]),
    ("She was 96 and died at home.", [("She", K, 1, 1)]),
    ("Three girls between the ages of 14 and 18 were hospitalized.", [("Three girls", W, 3, 3)]),
    ("The victims, aged 12 to 15, were killed.", [("The victims", K, None, None)]),
    ("A 19-year-old man and his 12-year-old sister were hurt.",
     [("A 19-year-old man", W, 1, 1), ("his 12-year-old sister", W, 1, 1)]),
])  # fmt: skip
def test_ages_are_no_counts(text, expected):
    assert figures(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The storm might kill many people.",
        "The dam threatens 2,000 people.",
        "The fever may cause 2,400 more deaths.",
        "The plot would have killed hundreds.",
        "The army vowed to kill 20 rebels.",
        "They planned to kidnap two ministers.",
        "If the wall falls, 30 people will be killed.",
        "Unless help comes, thousands could die.",
        "The helmets prevented two deaths.",
        "He narrowly avoided being killed.",
        "He was accused of plotting the murder of two judges.",
        "An ex-convict was charged with the attempted murder of two officers.",
        "The group planned the assassination of a general.",
        "He carried the rifle for the purpose of killing two guards.",
        "Neighbours feared he would kill somebody.",
        "The hoax that nine people had died spread fast.",
        "It was a myth that nine people had been killed.",
        "She nearly died.",
    ],
)
def test_what_is_only_possible_is_no_figure(text):
    assert figures(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The shells damaged 40 houses.",
        "Two buses were destroyed.",
        "The blaze killed 300 cattle.",
        "The frost killed 12 trees.",
        "Three bridges were captured by the army.",
        "The army captured two villages.",
        "The team lost 12 matches.",
        "The firm shed 400 jobs.",
        "Seven bombs exploded.",
        "The jury took 12 hours.",
        "The pilot flew 500 kilometres.",
        "Police seized 30 kilograms of explosives.",
        "He paid 5,000 dollars.",
        "The council shot down two proposals.",
        "The bus was hit by 12 bullets.",
        "The song hit number two.",
        "The lake drowned the valley.",
    ],
)
def test_things_and_animals_are_no_casualties(text):
    assert figures(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The murder suspect was questioned.",
        "A murder trial opened on Monday.",
        "The deadline for arrests is unknown.",
        "Shots rang out near the market.",
        "He was shot at, and drove away.",
        "The officer shot at a car.",
        "She shot a film in Avel.",
        "The photographer took two shots.",
        "The striker hit two posts.",
        "The body of the letter is long.",
        "The toll road opens at 9.",
        "Toll plazas were closed, and 9 buses turned back.",
        "A Boeing 737 went missing.",
        "A court ordered the arrest of two clerks.",
        "Troops detained four Chinese and Indonesian vessels.",
        "Two monkeys and 12 vultures were killed.",
        "The stabbing happened at noon.",
        "The captain led the march.",
        "He was held in high regard.",
        "The lost luggage was found.",
        "They left for home.",
        "The dead language is taught again.",
    ],
)
def test_words_in_another_sense(text):
    assert figures(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Six miners were rescued.",
        "Forty people were trapped.",
        "The passengers escaped unhurt.",
        "Three hostages were freed.",
        "Ten patients recovered.",
        "The virus has infected 900 people.",
        "Thousands marched through Avel.",
        "Fifty fighters attacked the post.",
        "The unit has 200 soldiers.",
        "Two suicide bombers attacked the gate.",
        "The ferry carried 300 passengers.",
        "A dozen gunmen stormed the bank.",
        "The hospital employs 40 doctors.",
    ],
)
def test_the_living_are_no_casualties(text):
    assert figures(text) == []


@groups("who they were", [
    ("The raid led to at least 10 people being killed.", [("at least 10 people", K, 10, None)]),
    ("Five soldiers and 12 farmers, including three children, were killed.", [
        ("Five soldiers", K, 5, 5), ("12 farmers", K, 12, 12), ("three children", K, 3, 3),
    ]),
    ("18 farmers, all members of the Rault family, including seven children, were killed.", [
        ("18 farmers", K, 18, 18), ("seven children", K, 7, 7),
    ]),
    ("17 farmers – including five women – of the ‘Ash Rault’ family were killed.", [
        ("17 farmers", K, 17, 17), ("five women", K, 5, 5),
    ]),
    ("Tomas Brandt, along with 15 colleagues, including three women, was killed.", [
        ("Tomas Brandt", K, 1, 1), ("15 colleagues", K, 15, 15), ("three women", K, 3, 3),
    ]),
    ("Ana Rault and their two sons Bo and Tom were killed.", [
        ("Ana Rault", K, 1, 1), ("their two sons", K, 2, 2), ("Bo", K, 1, 1), ("Tom", K, 1, 1),
    ]),
    ("1399 people and 5302 animals lost their lives.", [("1399 people", K, 1399, 1399)]),
    ("At least 14 farmers, most of them children, were killed.", [("At least 14 farmers", K, 14, None)]),
    ("At least 14 farmers, most of whom were children, were killed.", [("At least 14 farmers", K, 14, None)]),
    ("Nine sailors, half of them women and nurses, drowned.", [("Nine sailors", K, 9, 9)]),
    ("Twelve people, nine of whom were guards, died.", [("Twelve people", K, 12, 12), ("nine of whom", K, 9, 9)]),
    ("Another 12 people, two of them children, are in hospital.", [
        ("Another 12 people", W, 12, 12), ("two of them", W, 2, 2),
    ]),
    ("Two people, believed to be guards, were killed.", [("Two people", K, 2, 2)]),
    ("A dozen guards – serving three towns and including two women – were killed.", [
        ("A dozen guards", K, 12, 12), ("two women", K, 2, 2),
    ]),
    ("Everyone inside was killed.", [("Everyone", K, None, None)]),
    ("Papers reported Ana Rault to be dead.", [("Ana Rault", K, 1, 1)]),
    ("The court ordered Ana Rault to be killed.", []),
])  # fmt: skip
def test_groups_that_are_told_in_full(text, expected):
    assert figures(text) == expected


def test_names_and_families_behind_a_count_are_some_of_it():
    text = (
        "Four farmers, Ana Rault (35 years old), and their three children Bo and Tom Rault (9 years old), were killed."
    )
    assert [(text[f.start : f.end], f.part) for f in found(text)] == [
        ("Four farmers", False), ("Ana Rault", True), ("their three children", True), ("Bo", True), ("Tom Rault", True),
    ]  # fmt: skip


def test_a_shot_that_was_fired_is_no_verb_whatever_its_tag():
    shot = Token(0, 4, "Shot", "VBD", "shoot")
    assert find_triggers([shot, Token(5, 10, "Fired", "NNP", "fired")]) == []
    assert len(find_triggers([shot, Token(5, 9, "Rault", "NNP", "rault")])) == 1


def test_the_name_of_a_site_is_nobody():
    def person(word):
        return is_people(
            [Token(0, len(word), word, "NNP", word)], Phrase(0, 1, 0, None, None, 1, 1, False, True, False)
        )

    assert (person("KVEL7.com"), person("Rault")) == (False, True)
