"""Pages of the allowance: own pay opens into its reasons; runs are personnel's; strangers see nothing."""

import uuid

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from office.audit.core import Secret
from office.people.services import create_account
from performance.tpp.models import TppRun
from tests.tpp.conftest import CLERK, OCTOBER

MINE = reverse("tpp:mine")
RUNS = reverse("tpp:runs")
NIP_OF_ANI = "198001062005011007"


@pytest.fixture
def browser(town):
    """Return a browser with somebody of the cast signed in."""

    def enter(key) -> Client:
        create_account(
            by=CLERK, employee_id=town.people[key], password=Secret("rahasia-uji-yang-panjang")
        )
        client = Client()
        client.force_login(get_user_model().objects.get(employee_id=town.people[key]))
        return client

    return enter


def text(answer, status=200):
    assert answer.status_code == status, answer.content.decode()[:500]
    return answer.content.decode()


def test_own_pay_shows_this_month_and_opens_a_past_one_into_facts_rule_article_and_arithmetic(
    started, browser
):
    ani = browser("ani")
    text(ani.get(MINE))
    page = text(ani.get(reverse("tpp:month", args=["2026-10"])))
    for said in (
        "45 menit, TL2 (1%)",
        "6 Oktober 2026: tidak masuk (3%)",
        "Pasal 15 ayat (2)",
        "1% x Rp",
    ):
        assert said in page
    assert "Menunggu ditetapkan" in page


@pytest.mark.parametrize("period", ["2026-13", "Oktober", "2026-1"])
def test_a_month_that_does_not_exist_is_not_found(town, browser, period):
    assert browser("ani").get(f"/tpp/{period}/").status_code == 404


def test_somebody_without_a_paid_position_reads_why_there_is_nothing(town, browser):
    assert "Belum ada TPP bulan ini" in text(browser("walikota").get(MINE))


def test_personnel_starts_a_run_sees_it_and_sends_it_to_signature(town, browser, drain):
    eka = browser("eka")
    assert "Belum ada perhitungan" in text(eka.get(RUNS))
    form = {"month": "2026-10", "agency": town.agencies["KOMINFO"], "key": str(uuid.uuid4())}
    answer = eka.post(reverse("tpp:start"), form)
    run = TppRun.objects.get()
    assert answer.url == reverse("tpp:run", args=[run.pk])
    assert eka.post(reverse("tpp:start"), form).url == answer.url
    assert "Pegawai dihitung" in text(eka.get(answer.url))
    assert "HX-Refresh" not in eka.get(reverse("tpp:progress", args=[run.pk])).headers
    drain()
    assert eka.get(reverse("tpp:progress", args=[run.pk])).headers["HX-Refresh"] == "true"
    page = text(eka.get(answer.url))
    assert "Ajukan untuk ditandatangani" in page
    assert "Ani" in page
    assert "tidak masuk (3%)" in text(eka.get(reverse("tpp:line", args=[run.pk, NIP_OF_ANI])))
    sent = eka.post(reverse("tpp:submit", args=[run.pk]), {"key": str(uuid.uuid4())}, follow=True)
    assert "diajukan untuk diperiksa" in text(sent)
    run.refresh_from_db()
    assert run.state == "submitted"


def test_a_run_that_cannot_start_says_why_at_the_form(started, town, browser):
    eka = browser("eka")
    form = {"month": "2026-10", "agency": town.agencies["KOMINFO"], "key": "k-1"}
    assert "sudah dihitung" in text(eka.post(reverse("tpp:start"), form), 409)
    form = {"month": "2026-09", "agency": town.agencies["KOMINFO"], "key": "k-3"}
    assert "September 2026 belum diukur" in text(eka.post(reverse("tpp:start"), form), 409)
    form = {"month": "2030-10", "agency": town.agencies["KOMINFO"], "key": "k-2"}
    text(eka.post(reverse("tpp:start"), form), 422)


def test_a_run_is_cancelled_with_a_reason(started, browser):
    eka = browser("eka")
    cancel = reverse("tpp:cancel", args=[started.run_id])
    text(eka.post(cancel, {"reason": "", "key": "k-1"}), 422)
    assert "dapat dihitung lagi" in text(
        eka.post(cancel, {"reason": "Roster salah", "key": "k-2"}, follow=True)
    )
    text(eka.post(cancel, {"reason": "Lagi", "key": "k-3"}), 409)


def test_the_head_sees_totals_but_no_colleague_s_rupiah(started, browser):
    citra = browser("citra")
    page = text(citra.get(reverse("tpp:run", args=[started.run_id])))
    assert "Dibayarkan" in page


@pytest.mark.parametrize("key", ["ani", "sekda"])
def test_strangers_and_colleagues_find_no_run(started, browser, key):
    client = browser(key)
    refused = client.get(reverse("tpp:run", args=[started.run_id])).status_code
    assert refused in {403, 404}
    assert client.get(reverse("tpp:line", args=[started.run_id, NIP_OF_ANI])).status_code == 403
    assert (
        client.post(reverse("tpp:submit", args=[started.run_id]), {"key": "k"}).status_code == 403
    )
    assert TppRun.objects.get().state == "computed"


def test_a_visitor_is_sent_to_the_login_page(db):
    for url in (MINE, RUNS):
        assert Client().get(url).url.startswith("/masuk/")


def test_the_list_of_lines_asks_the_same_number_of_questions_for_five_as_for_one(
    started, town, browser, django_assert_max_num_queries
):
    eka = browser("eka")
    url = reverse("tpp:run", args=[started.run_id])
    eka.get(url)
    with django_assert_max_num_queries(60):
        eka.get(url)


def test_own_pay_after_the_run_is_frozen_says_so(started, town, browser):
    TppRun.objects.filter(pk=started.run_id).update(
        state="frozen", frozen_at="2026-11-02T00:00:00Z"
    )
    page = text(browser("budi").get(reverse("tpp:month", args=[str(OCTOBER)])))
    assert "Ditetapkan" in page
