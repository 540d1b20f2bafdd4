"""A sentence taken apart: strength, contact, form, second person, consent, age, proof."""

import pytest

from ingest.comparing.slots import MAY, MUST, NEED_NOT, NEVER, PLAIN, SHOULD, said
from ingest.comparing.words import cited, sentences, telling


@pytest.mark.parametrize(
    ("sentence", "strength"),
    [
        ("A council must report an adult at risk.", MUST),
        ("Staff should tell the person.", SHOULD),
        ("A worker may tell the police.", MAY),
        ("You do not have to wait for the form.", NEED_NOT),
        ("Names must not be put in an email.", NEVER),
        ("Phone social work.", PLAIN),
        ("A child may be at risk.", PLAIN),
    ],
)
def test_how_strongly_it_asks(sentence: str, strength: str) -> None:
    assert said(sentence).strength == strength


def test_a_desk_by_name_with_its_number_is_a_contact() -> None:
    found = said("In Fern, phone the First Contact Desk on 01632 960101 about any concern.")

    assert found.roles == ("First Contact Desk",)
    assert found.numbers == ("01632 960101",)
    assert found.dials


def test_a_verb_at_the_start_is_no_part_of_a_desks_name() -> None:
    assert said("Phone Duty Social Work about it.").roles == ("Duty Social Work",)


@pytest.mark.parametrize(
    "sentence",
    [
        "Two people agree a decision not to report.",
        "A manager signs off the referral.",
        "A second reader checks the letter.",
        "The referral must be approved by the head of service.",
        "The director has to authorise every referral.",
    ],
)
def test_a_second_person_is_a_step(sentence: str) -> None:
    assert said(sentence).second


def test_agreement_of_bodies_among_themselves_is_nobodys_consent() -> None:
    assert not said("The partners have a written agreement.").consent
    assert not said("A signed information sharing agreement covers it.").consent
    assert said("The young person's agreement is written down.").consent


def test_consent_that_is_needed_is_told_from_consent_that_is_not() -> None:
    needed, free = said("Staff must obtain the consent of a parent."), said("Consent is not needed for this.")

    assert (needed.needs_consent, needed.no_consent) == ("must obtain the consent", "")
    assert (free.needs_consent, free.no_consent) == ("", "Consent is not needed")


@pytest.mark.parametrize(
    ("sentence", "ages"),
    [
        ("A child of 12 or over decides.", (12,)),
        ("Pupils may consent from the age of 14.", (14,)),
        ("Under 16, a parent agrees.", (16,)),
        ("Answer within 10 days of the request.", ()),
        ("Section 12 of the Act applies.", ()),
    ],
)
def test_ages_are_found_and_other_numbers_are_not(sentence: str, ages: tuple[int, ...]) -> None:
    assert said(sentence).ages == ages


def test_one_way_of_sending_only_and_a_barred_way_are_found() -> None:
    assert said("Addresses are passed on by phone only.").only_by == "by phone only"
    assert said("It must not be written in any letter.").only_by


def test_words_about_national_guidance_are_known_as_such() -> None:
    assert said("National guidance says one working day.").about_national
    assert not said("Report it within four hours.").about_national


def test_sentences_keep_their_exact_words_and_know_their_references() -> None:
    text = "- Report it at once to them. [asp-act-2007 s.5(3)] [ngcp 1.129]\n- Tell the adult what you do."

    assert cited(text) == (
        ("Report it at once to them.", " [asp-act-2007 s.5(3)] [ngcp 1.129]"),
        ("Tell the adult what you do.", ""),
    )
    assert all(one in text for one in sentences(text))


def test_different_words_for_one_thing_count_as_one() -> None:
    assert telling("phone social work") & telling("contact social work") == telling("phone social work")
    assert "sec10" in telling("a section 10 request")
    assert telling("12 or over") == telling("from 12")
