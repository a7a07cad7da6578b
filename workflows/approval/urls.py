"""Addresses of the desk."""

from django.urls import path

from workflows.approval import batch_views, chain_views, line_views, plh_views, repair_views, views

app_name = "approval"
urlpatterns = [
    path("", views.desk_page, name="desk"),
    path("kursi-kosong/", views.vacant_page, name="vacant"),
    path("plh/", plh_views.appoint_plh, name="appoint_plh"),
    path(
        "plh/<int:position_id>/<str:first>/<str:last>/",
        plh_views.mandate_touches,
        name="mandate_touches",
    ),
    path("rantai/", chain_views.chains_page, name="chains"),
    path("rantai/baru/", chain_views.chain_new, name="chain_new"),
    path("rantai/usulan/<int:proposal_id>/", chain_views.chain_proposal, name="chain_proposal"),
    path("tanda-tangan/", batch_views.review, name="review"),
    path("tanda-tangan/jalan/", batch_views.sign, name="sign_batch"),
    path("berkas/<int:filing_id>/", views.filing_page, name="filing"),
    path("berkas/<int:filing_id>/posisi/", views.whereabouts, name="whereabouts"),
    path("perbaikan/", repair_views.bench, name="repairs"),
    path("perbaikan/minta/", repair_views.ask, name="repair_ask"),
    path("perbaikan/<int:repair_id>/", repair_views.settle, name="repair_settle"),
    path("perbaikan/kursi/<int:step_id>/", repair_views.reassign, name="reassign"),
    path("kepegawaian/", line_views.personnel_desk, name="personnel"),
    path("kepegawaian/sengketa/<int:dispute_id>/", line_views.dispute_page, name="dispute"),
    path("berkas/<int:filing_id>/atasan/", line_views.dispute_superior, name="dispute_superior"),
    path("<int:step_id>/berbenturan/", line_views.recuse, name="recuse"),
    path("<int:step_id>/", views.step_page, name="step"),
    path("<int:step_id>/setujui/", views.approve, name="approve"),
    path("<int:step_id>/kembalikan/", views.send_back, name="return"),
    path("<int:step_id>/tolak/", views.reject, name="reject"),
]
