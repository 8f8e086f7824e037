"""Every template with sentences of our own: what is asked, and where nothing may be asked."""

import re

import pytest
from spacy.language import Language

from briefing.analysis.document import read_document
from briefing.analysis.pipeline import parse
from briefing.analysis.questions.detect.cues import find_cues
from briefing.analysis.questions.detect.lost_words import lost_words
from briefing.analysis.questions.word.headings import heading
from briefing.analysis.questions.word.question_candidates import is_sound, question_candidates
from briefing.analysis.questions.word.templates import TEMPLATES, QuestionCandidate
from briefing.model import QuestionKind
from briefing.sources import article_from_text


def worded(text: str, nlp: Language) -> list[QuestionCandidate]:
    article = article_from_text(text, "x.txt")
    document = read_document(parse(article, nlp), article)
    return [
        candidate
        for sentence in document.sentences
        for candidate in question_candidates(document, sentence, lost_words(document))
    ]


ASKED = [
    ("embedded", "It is unclear whether the pact covers deep-sea fishing.", "Does the pact cover deep-sea fishing?"),
    ("embedded", "Officials would not say why the coastal road was closed.", "Why was the coastal road closed?"),
    ("embedded", "Experts questioned whether the plan would work.", "Would the plan work?"),
    ("embedded", "Nobody knows what caused the fire.", "What caused the fire?"),
    ("what is", "The exact cause of the fire has not been determined.", "What is the exact cause of the fire?"),
    ("what is", "The cause of the flood is unknown.", "What is the cause of the flood?"),
    ("what is", "The harbour board declined to specify the terms of the sale.", "What are the terms of the sale?"),
    ("evidence", "There is no evidence of arson.", "Is there evidence of arson?"),
    ("evidence", "There were no signs of forced entry.", "Are there signs of forced entry?"),
    ("could", "The row could lead to a strike.", "Could the row lead to a strike?"),
    ("find", "The mayor ordered an investigation into the fire.", "What will the investigation into the fire find?"),
    ("say", "A spokeswoman for the ferry company declined to comment.", "What does the spokeswoman for the ferry company say?"),
    ("say", "The bank did not respond to a request for comment.", "What does the bank say?"),
    ("did", "The union accused the mayor of hiding the report.", "Did the mayor hide the report?"),
    ("did", "The union accused the company of having fired 300 workers.", "Did the company fire 300 workers?"),
    (
        "did",
        "The town filed a lawsuit accusing the ferry company of hiding the report.",
        "Did the ferry company hide the report?",
    ),
    ("did", "The driver may have fallen asleep at the wheel.", "Did the driver fall asleep at the wheel?"),
    ("did", "The group is believed to have smuggled weapons into the port.", "Did the group smuggle weapons into the port?"),
    ("was done", "The bridge may have been weakened by the flood.", "Was the bridge weakened by the flood?"),
    (
        "guilty of",
        "Norway and its neighbours accused Harwick Shipping of illegal fishing.",
        "Is Harwick Shipping guilty of illegal fishing?",
    ),
    (
        "to blame",
        "Critics blamed the army for the attack on the village.",
        "Is the army to blame for the attack on the village?",
    ),
    ("are being", "The union accused the company of being greedy.", "Is the company greedy?"),
    ("was right", "Critics criticised the mayor for ignoring the warnings.", "Was the mayor right to ignore the warnings?"),
    ("was it right", "The mayor defended the decision to close the school.", "Was the decision to close the school right?"),
    ("claimed", "There were fears that the dam would burst.", "Would the dam burst?"),
    (
        "claimed",
        "The minister rejected suggestions that the army had lost control of the province.",
        "Has the army lost control of the province?",
    ),
    ("claimed", "It is possible that the pilot was asleep.", "Was the pilot asleep?"),
    ("what is", "Officials have not released the names of the victims.", "What are the names of the victims?"),
    ("embedded", "Police are looking into whether the old dam was safe.", "Was the old dam safe?"),
    ("embedded", "It is too early to say whether the bridge is safe.", "Is the bridge safe?"),
    ("will", "It remains to be seen whether the ceasefire holds.", "Will the ceasefire hold?"),
    ("will", "The president has not decided whether to sign the bill.", "Will the president sign the bill?"),
    ("will", "Lawmakers are split on whether to extend the tax cut.", "Will lawmakers extend the tax cut?"),
    ("will", "The minister refused to rule out sending troops to the border.", "Will the minister send troops to the border?"),
    ("will", "The union is threatening to strike over the pay cut.", "Will the union strike over the pay cut?"),
    ("refused", "The company has no plans to close the plant.", "Will the company close the plant?"),
    (
        "refused",
        "Negotiators failed to reach an agreement on the port.",
        "Will negotiators reach an agreement on the port?",
    ),
    ("who is right", "The two towns disagree over the old bridge.", "Who is right about the old bridge?"),
    ("did", "The guards were accused of ignoring the alarm.", "Did the guards ignore the alarm?"),
    ("embedded", "It is unclear how pure the drugs were.", "How pure were the drugs?"),
    ("embedded", "It is not known when the ferry will return to service.", "When will the ferry return to service?"),
    ("urged", "Berg demands Holm resign for insulting the court.", "Will Holm resign for insulting the court?"),
    ("will", "If Berg wins the vote in Norway, the coalition needs a new leader.", "Will Berg win the vote in Norway?"),
    ("claimed", "The analyst said the market is misinterpreting the results.", "Is the market misinterpreting the results?"),
    ("claimed", "The company denied that the dam was unsafe.", "Was the dam unsafe?"),
    ("claimed", "The senator argued that the rule hurts farmers.", "Does the rule hurt farmers?"),
    ("claimed", "Analysts said the bridge was not safe.", "Was the bridge safe?"),
    ("claimed", "According to the union, the plant is unsafe.", "Is the plant unsafe?"),
    ("right", "The minister rejected the proposal.", "Is the minister right to reject the proposal?"),
    ("who is right", "The towns settled the dispute over the old bridge.", "Who is right about the old bridge?"),
    ("refused", "The council has ruled out selling the land.", "Will the council sell the land?"),
    ("refused", "The captain refused to sign the contract.", "Will the captain sign the contract?"),
    ("will", "The vacancy has yet to be filled.", "Will the vacancy be filled?"),
    ("will", "The missing boat has not yet been found.", "Will the missing boat be found?"),
    ("will", "The company plans to sue the city.", "Will the company sue the city?"),
    ("will", "The port will close if the talks fail.", "Will the talks fail?"),
    ("choose", "The ministers will decide on options next week.", "Which option will the ministers choose?"),
    ("choose", "The jury is expected to pick four finalists in May.", "Which finalists will the jury choose?"),
    ("come out of", "The trial is set for November.", "What will come out of the trial?"),
    (
        "come out of",
        "The envoy will meet with the rebel leaders on Friday.",
        "What will come out of the meeting with the rebel leaders?",
    ),
    ("guilty", "The driver was charged with manslaughter.", "Will the driver be found guilty of manslaughter?"),
    ("sentence", "The clerk pleaded guilty to fraud on Monday.", "What sentence will the clerk receive?"),
    ("urged", "The doctors urged the ministry to release the figures.", "Will the ministry release the figures?"),
    ("urged", "Critics urged Mayor Anna Berg to release her tax returns.", "Will Mayor Anna Berg release her tax returns?"),
    (
        "urged",
        "Holm is calling for a special prosecutor to investigate the mayor.",
        "Will a special prosecutor investigate the mayor?",
    ),
    ("did", "The union accused Erik Holm of hiding his debts.", "Did Erik Holm hide his debts?"),
    ("guilty of", "They accused the mayor of Oslo of fraud.", "Is the mayor of Oslo guilty of fraud?"),
    (
        "was done",
        "They have accused the senator of being influenced by special interest groups.",
        "Was the senator influenced by special interest groups?",
    ),
    ("claimed", "The office found no evidence that the letter was ever sent by fax.", "Was the letter ever sent by fax?"),
    ("claimed", "The minister said that the old ferry was unsafe.", "Was the old ferry unsafe?"),
    ("claimed", "The minister denied it and said the army did not fire on the crowd.", "Did the army fire on the crowd?"),
    ("embedded", "It is unclear who else was involved in the fire.", "Who else was involved in the fire?"),
    ("embedded", "Nobody knows what's going to work in the harbour.", "What is going to work in the harbour?"),
    ("embedded", "Some experts debate whether the salt is any worse than sugar.", "Is the salt any worse than sugar?"),
    (
        "guilty",
        "Holm still faces nine state charges of aggravated kidnapping.",
        "Will Holm be found guilty of aggravated kidnapping?",
    ),
    ("will", "The tentative deal must be approved by union members.", "Will the tentative deal be approved by union members?"),
    ("will", "The former mayor urged the candidate to dig in and prepare to fight harder.", "Will the candidate fight harder?"),
    ("urged", "The mayor called on the company to pay the workers.", "Will the company pay the workers?"),
    ("call heeded", "Farmers called for a ban on imports.", "Will the call for a ban on imports be heeded?"),
    ("demand met", "The workers demanded an immediate apology.", "Will the demand for an immediate apology be met?"),
    ("should", "The governor must resign.", "Should the governor resign?"),
    ("outright", "Is the old harbour worth saving?", "Is the old harbour worth saving?"),
    ("lost", "At least one large obstacle to a deal remains: . The talks go on.", "What is the large obstacle to a deal?"),
    (
        "resolve",
        "The deadlock over fishing rights has lasted a year.",
        "How will the deadlock over fishing rights be resolved?",
    ),
    ("overcome", "The hospital suffers from a lack of nurses.", "How will the lack of nurses be overcome?"),
    ("come of", "The council discussed the plan to close the school.", "What will come of the plan to close the school?"),
    ("measure", "Engineers are studying the cost of the new bridge.", "What is the cost of the new bridge?"),
    ("true", "The report lists the allegations of fraud.", "Are the allegations of fraud true?"),
    ("justified", "Critics voiced strong objections to the tax.", "Are strong objections to the tax justified?"),
    ("come true", "The bank published the forecast of a quick recovery.", "Will the forecast of a quick recovery come true?"),
    ("met", "The port published the demands of the dockers.", "Will the demands of the dockers be met?"),
    ("heeded", "The minister ignored the warnings of engineers.", "Will the warnings of engineers be heeded?"),
]


@pytest.mark.parametrize(("template", "text", "question"), ASKED, ids=[f"{row[0]}: {row[2]}" for row in ASKED])
def test_what_a_sentence_allows_to_ask(template: str, text: str, question: str, nlp: Language) -> None:
    assert (template, question) in [(candidate.template, candidate.question) for candidate in worded(text, nlp)]


def test_what_only_may_come_is_not_asked_for_as_if_it_were_there(nlp: Language) -> None:
    assert [one.template for one in worded("The town could face a full-blown economic crisis.", nlp)] == ["could"]


def test_every_template_has_an_example() -> None:
    assert {row[0] for row in ASKED} == set(TEMPLATES)


@pytest.mark.parametrize(
    "text",
    [
        "He refused to sign the contract.",
        "The captain refused to sign it.",
        "She said they were not ready.",
        "The union accused him of hiding the report.",
        "The mayor urged the firm not to leave.",
        "That is why the old road was closed.",
        "The Minister Refused To Sign The Treaty With France.",
        "You would think the minister was right.",
        "The plan calls for cooperatives in every town.",
        "The seats change colour if the driver meets traffic.",
        "The mayor will have ten weeks to reply to the council.",
        "The new model may only be a concept today.",
        "The bank does not deny that the economy faces many risks.",
        "If they believed that the mayor was a fool, they should have waited.",
        "The police said it was not a concern to the rest of the campus.",
        "Banks will not lie down.",
        "The drug is likely to have caused the illness.",
        "Nobody knows what evil lurks in the hearts of others.",
        "The biologists said that the whales could have.",
        "Norway has never accused its important, oil-rich ally of complicity.",
        "Should Oslo return to the top league, the club pays a fine.",
        "The council lived through the 2008 financial crisis.",
        "The initial investigation determined that the gate was open.",
        "The guards were slow, considering how many people came to the fair.",
        "The app will support payments in every shop.",
        "Houston should have been selected as a final home for the ship.",
        "Maker and engineers suggest that the wagon should be able to charge in thirty minutes.",
        "That said, the two firms might have made a good fit.",
        "The two ministers agree that Norway should not be making weapons.",
        "Russia prefers a six-week deadline for the report.",
        "Consider what could go wrong with the plan.",
        "When it crushed the protests in the capital, the army lost its good name.",
        "You may join a working spouse's plan.",
        "Over the course of the interview the sisters disputed everything.",
        "Consider what $5,000 a person a year would mean.",
        "The letters of the poet could fill volumes, if you could find them.",
        "The panel charged the senator with fraud.",
        "The bank has considered buying the port but declined.",
        "The singer falsely claimed that the bank was broke.",
        "The paper repeated the debunked claim that the bank was broke.",
        "There is no fear that the dam will burst.",
        "The mayor may have thought the worst was over in April.",
        "The recovery might have been far less sluggish, the banks argue.",
        "The keeper failed to score in the last match.",
        "Mayor Berg ruled out making a bid this morning.",
        "Critics criticised the mayor for failing to act.",
        "The union accused him of being greedy.",
        "After questions were asked about what led to the fire, the bank paid.",
        "The plan was made so that the team could peak in May.",
        "The demand for electricity rose in spring.",
        "A spy had been allowed to plead guilty.",
        "The port is busier this year in part because the roads are closed, dockers argue.",
        "The bishop spoke of the message he felt the Lord was seeking to convey.",
        "The news was stunning to hear: A young woman was charged with manslaughter.",
        "The driver asked for satellite data to help with the search.",
        "He said that small donors may not be sympathetic to the plan.",
        "The agency said that the plutonium from the reactor is enough for six more.",
        "Both sides in the case say an appeal is inevitable.",
        "The lawyer said the prisoner was not put under a watch because that needed a doctor.",
        "The lawyer says the union won't be representing the driver.",
        "The post said listings are made by users.",
        "The report says that the radar did not see the flight.",
        "The first flight is set to begin Friday at noon.",
        "The outburst was expected to do the same Thursday.",
        "Many worried that the zone can never be fully rebuilt because of the war.",
        "The final closing of the factory is not expected to happen until 2019.",
        "The mayor isn't planning to sell the land.",
        "That is the message that the officials expect to hear from Holm.",
        "After the judge heard the office will now drop the case, he left.",
        "The harbour master will oversee, manage, and be responsible for all works.",
        "The group will raise no money for the mayor.",
        "Judges may order their release.",
        "The officer determined that the prisoner must give up his shorts.",
        "If the animal has died, the local pickup service should be alerted.",
        "The candidates must file the reports on Sunday.",
        "The fee plan for foreigners is already in effect.",
        "The report gives the cost of the new bridge.",
        "The banks have grown since the financial crisis.",
        "The camp has lobbed misleading criticisms of the mayor.",
        "The doctor suggested that readers seek out the research of the school.",
        "The police closed out a criminal probe without charges.",
        "The contrast with the old bridge couldn't be clearer.",
        "Many believe the mayor did in the north.",
        "The successful mayor struggled to seem ordinary.",
        "Holm said she will not call on the mayor to withdraw.",
        "NYHAVEN - Heavy rains have cut the road and could flood the port.",
        "NEW HARBOUR, Norway - The old ferry came last week and promised to deliver change.",
    ],
)
def test_nothing_is_asked_where_a_slot_would_be_wrong(text: str, nlp: Language) -> None:
    assert worded(text, nlp) == []


def test_a_name_never_stands_for_a_pronoun(nlp: Language) -> None:
    text = "Anna Berg leads the bank. She said Berg Shipping was not safe. She refused to sell the bank."
    for candidate in worded(text, nlp):
        assert "Anna" not in candidate.question


@pytest.mark.parametrize(("template", "text", "question"), ASKED, ids=[row[2] for row in ASKED])
def test_the_words_of_a_question_are_those_of_the_article_or_of_the_template(
    template: str, text: str, question: str, nlp: Language
) -> None:
    closed = re.findall(r"\w+", " ".join(one.words for one in TEMPLATES.values()).lower())
    helpers = {"is", "are", "was", "were", "do", "does", "did", "has", "have", "the", "meeting", "with", "signs", "evidence"}
    lemmas = {token.lemma_.lower() for token in nlp(text)} | {token.lower_ for token in nlp(text)}
    for word in re.findall(r"[\w-]+", question.lower()):
        assert word in closed or word in helpers or word in lemmas or f"{word}ing" in lemmas or word in text.lower()


@pytest.mark.parametrize(
    "question",
    [
        "Will it?",
        "will the port close?",
        "Will we close the port?",
        "What is the the port?",
        "Will the port close , too?",
        "Is this of?",
    ],
)
def test_unsound_questions(question: str) -> None:
    assert not is_sound(question)


def headed(text: str, kind: QuestionKind, nlp: Language) -> str:
    article = article_from_text(text, "x.txt")
    document = read_document(parse(article, nlp), article)
    (sentence,) = document.sentences
    return heading(document, sentence, kind, list(find_cues(document, sentence)))


@pytest.mark.parametrize(
    ("kind", "text", "shown"),
    [
        ("dispute", "She denied that the old dam was unsafe.", "Disputed · the old dam was unsafe"),
        (
            "dispute",
            "He dismissed her allegation that the harbour board, which met on Monday, lied.",
            "Disputed · He dismissed her allegation that the harbour board…",
        ),
        (
            "unknown",
            "He did not know how the three guards had left the building.",
            "Not known · how the three guards had left the building",
        ),
        (
            "unknown",
            "After a night at sea, the rescuers had little hope that any of the boats would be found.",
            "Not known · the rescuers had little hope that any of the boats would be found",
        ),
        (
            "demand",
            "The islanders, who had waited for three years, called for an inquiry into the ferry's loss.",
            "Asked for · called for an inquiry into the ferry's loss",
        ),
    ],
)
def test_a_heading_says_what_is_said_to_be_so(kind: QuestionKind, text: str, shown: str, nlp: Language) -> None:
    assert headed(text, kind, nlp) == shown


def test_a_long_heading_is_cut_with_dots(nlp: Language) -> None:
    text = (
        "He denied that the old dam above the village had been built by the army in one summer without plans or permits, and"
        " that the mayor had been told of it."
    )
    shown = headed(text, "dispute", nlp)
    assert shown.endswith("…")
    assert shown.removeprefix("Disputed · ").removesuffix("…") in text
