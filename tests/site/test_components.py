"""The components as a page draws them: words beside colours, errors at the place, nothing unescaped."""

import re
from datetime import date

import pytest
from django import forms
from django.template import engines

from config.widgets import states


class Request(forms.Form):
    amount = forms.IntegerField(label="Jumlah", help_text="Dalam rupiah.")
    purpose = forms.CharField(label="Keperluan", required=False)
    how = forms.ChoiceField(
        label="Cara bayar", choices=[("a", "Transfer")], widget=forms.RadioSelect
    )
    sure = forms.BooleanField(label="Benar")

    def clean(self):
        raise forms.ValidationError("Melebihi <sisa> pagu.")


@pytest.fixture
def draw():
    def drawn(source: str, **context) -> str:
        return engines["django"].from_string("{% load ui i18n %}" + source).render(context)

    return drawn


@pytest.fixture
def form() -> Request:
    wrong = Request({"amount": "banyak"})
    wrong.is_valid()
    return wrong


@pytest.mark.parametrize("state", sorted(states.STATES))
def test_every_state_is_told_by_shape_and_word(draw, state):
    page = draw("{% status state %}", state=state)
    assert "<svg" in page
    assert str(states.STATES[state].word) in page


def test_a_field_names_its_error_and_its_help(draw, form):
    page = draw("{% field form.amount %}", form=form)
    assert 'aria-describedby="id_amount_helptext id_amount_error"' in page
    assert 'id="id_amount_error"' in page
    assert 'aria-invalid="true"' in page


def test_a_field_that_may_stay_empty_says_so(draw, form):
    assert "boleh kosong" in draw("{% field form.purpose %}", form=form)
    assert "boleh kosong" not in draw("{% field form.amount %}", form=form)


def test_choices_stand_in_a_fieldset_with_a_legend(draw, form):
    page = draw("{% field form.how %}", form=form)
    assert page.count("<legend") == 1


def test_what_is_wrong_with_the_whole_form_is_escaped_and_announced(draw, form):
    page = draw("{% form_errors form %}", form=form)
    assert 'role="alert"' in page
    assert "&lt;sisa&gt;" in page


def test_each_form_has_a_key_of_its_own_and_keeps_a_given_one(draw):
    keys = re.findall(r'value="([0-9a-f-]{36})"', draw("{% act_key %}{% act_key %}"))
    assert len(set(keys)) == 2
    assert 'value="k1"' in draw("{% act_key 'k1' %}")


def test_a_note_draws_its_content_and_escapes_its_title(draw):
    page = draw("{% note 'bad' title %}<p>{{ text }}</p>{% endnote %}", title="<b>", text="<i>")
    assert "&lt;b&gt;" in page
    assert "<p>&lt;i&gt;</p>" in page


def test_a_number_with_an_address_is_a_link(draw):
    assert draw("{% figure 'TPP' 'Rp1' url='/tpp/' %}").strip().startswith("<a ")
    assert "<a " not in draw("{% figure 'TPP' 'Rp1' %}")


def test_a_chart_has_its_numbers_as_a_table(draw):
    page = draw("{% chart 'bar' labels values 'TPP' %}", labels=["Agu"], values={"Kota": [12]})
    assert "<table" in page
    assert ">12<" in page
    assert "&quot;labels&quot;" in page


def test_a_day_of_the_week_strip_tells_its_state(draw):
    days = [
        {"date": date(2026, 11, 2), "state": "returned", "url": "/x", "today": True, "note": ""}
    ]
    page = draw("{% week_strip days %}", days=days)
    assert 'aria-current="date"' in page
    assert "Dikembalikan" in page


def test_the_band_says_its_hours_in_words(draw):
    page = draw("{% presence_band req pres acts %}", req=[(450, 960)], pres=[(441, 965)], acts=[])
    assert "07.21–16.05" in page
    assert "07.30–16.00" in page


def test_a_decorative_icon_is_hidden_and_a_lone_one_has_a_name(draw):
    assert 'aria-hidden="true"' in draw("{% icon 'trash' %}")
    assert 'aria-label="Hapus"' in draw("{% icon 'trash' label='Hapus' %}")


def test_a_refused_form_begins_at_its_first_wrong_field(draw):
    class Entry(forms.Form):
        begin = forms.IntegerField()
        end = forms.IntegerField()
        note = forms.IntegerField()

    wrong, right = Entry({"begin": "1", "end": "x", "note": "y"}), Entry()
    assert "autofocus" not in draw("{% field f.begin %}{% field f.note %}", f=wrong)
    assert "autofocus" in draw("{% field f.end %}", f=wrong)
    assert "autofocus" not in draw("{% field f.end %}", f=right)


def test_a_form_wrong_as_a_whole_begins_at_its_message(draw, form):
    assert "autofocus" in draw("{% form_errors form %}", form=form)
    assert "autofocus" not in draw("{% field form.amount %}", form=form)
