import csv, pytest, time_machine
from tests.permissions.world import *
from tests.permissions.asking import *
PARTS="anonymous registrar handler unit_head leader own_reviewer reviewer campaign_office inspector auditor administrator moss_registrar stone_registrar".split()
VERBS={"register":"received","sign_for":"sent","begin_screening":"registered","accept":"screening","transfer":"registered","assign":"registered","divert":"screening","not_accept":"screening","merge":"registered","object":"sent","take_back":"objected","refuse_objection":"objected","assign_team":"accepted","draft_plan":"accepted","approve_plan":"planned","investigate":"investigating","draft_opinion":"investigating","answer_claim":"drafted","issue_opinion":"answered","return_to_investigation":"answered","record_service":"issued","begin_execution":"served","carry_out_remedy":"executing","hand_in_dossier":"carried out","accept_dossier":"judged","return_dossier":"handed in","order_redo":"handed in","close":"vouched","add_contact":"registered","attach_file":"registered","correct":"registered","archive":"closed","reopen":"closed","screen_again":"not accepted"}
ROWS=[("/","GET",""),("/sign-in/","GET",""),("/sign-in/","POST",""),("/sign-out/","POST",""),("/post/","GET",""),("/post/","POST",""),("/language/","POST",""),
("/register/","GET",""),("/register/","POST",""),("/register/draft/","POST",""),("/register/known/","POST",""),
("/cases/{case}/","GET","registered"),("/cases/{case}/receipt/","GET","registered"),("/cases/{case}/dossier/","GET","judged"),("/cases/{case}/dossier/","POST","judged"),("/cases/{case}/identity/","POST","registered"),("/cases/{case}/files/{file}/","GET","registered")]
ROWS+=[("/cases/","GET",""),("/cases/?q=secret","GET",""),("/cases/export.xlsx","GET",""),("/cases/columns/","POST",""),("/cases/filters/","POST",""),("/cases/assign/","POST","accepted"),("/figures/?organ={lin}","GET",""),("/figures/","GET",""),("/figures/export.xlsx?organ={lin}","GET",""),("/organs/","GET",""),("/organs/{lin}/","GET",""),("/organs/staff/","GET",""),("/organs/staff/new/","GET",""),("/organs/staff/new/","POST",""),("/organs/staff/{account}/","GET",""),("/organs/staff/{account}/","POST","")]
for v,s in VERBS.items():
    ROWS+=[(f"/cases/{{case}}/do/{v}/","GET",s),(f"/cases/{{case}}/do/{v}/","POST",s)]
def test_x(world,people):
    w=world; cast=w.cast
    clients=people
    if True:
      for page,method,state in ROWS:
        out=[]
        for p in PARTS:
            try:
                a=ask(clients[p],method,page,state,w)
                out.append(a.word)
            except Exception as e:
                out.append(type(e).__name__+str(e)[:25])
        print(",".join([page,method,state,*out]) if "Error" not in str(out) and "Exist" not in str(out) else [page,method,max(out,key=len)], flush=True)
