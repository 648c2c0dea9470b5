import cProfile
import pstats
import time
from datetime import date


def test_it(fresh_database, tmp_path):
    import os

    from dengwen.domains.cases.reads.verify_rows import verify_everything
    from dengwen.interfaces.console.demo.building import Plan, build_demo
    n=int(os.environ.get("N","400")); procs=int(os.environ.get("P","1"))
    t=time.time(); pr=cProfile.Profile()
    if os.environ.get("PROF"): pr.enable()
    out=build_demo(Plan(n,int(os.environ.get("SEED","2011")),date(2026,11,21),procs),sign_ins_file=tmp_path/"s.json",say=lambda w: print(round(time.time()-t,1),w))
    if os.environ.get("PROF"):
        pr.disable(); pstats.Stats(pr).sort_stats(os.environ["PROF"]).print_stats(45)
    print("BUILD",time.time()-t,out)
    from django.db import connections
    with connections["owner"].cursor() as c:
        c.execute("select state,count(*) from cases_matter group by 1 order by 2 desc"); print(c.fetchall())
        c.execute("select count(*), pg_database_size(current_database()) from ledger_entry"); print(c.fetchall())
    t=time.time(); f=list(verify_everything()); print("VERIFY",time.time()-t,len(f),f[:5])
