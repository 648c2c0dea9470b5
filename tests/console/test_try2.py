import time
from datetime import date
def test_it(fresh_database, tmp_path, monkeypatch):
    from collections import Counter
    from django.db import connection, connections
    from dengwen.domains.cases.verbs import rows, book
    from dengwen.interfaces.console.demo import building, books
    t0=Counter(); n=Counter()
    orig=rows._insert
    def ins(model, rws):
        t=time.time(); orig(model,rws); t0[model.__name__]+=time.time()-t; n[model.__name__]+=len(rws)
    monkeypatch.setattr(rows,"_insert",ins)
    oa=book.append_entries
    def ap(e):
        t=time.time(); oa(e); t0["entries"]+=time.time()-t; n["entries"]+=len(e)
        t=time.time()
        with connection.cursor() as c: c.execute("SET CONSTRAINTS ALL IMMEDIATE")
        t0["deferred"]+=time.time()-t
    monkeypatch.setattr(book,"append_entries",ap)
    t=time.time()
    import resource
    u=resource.getrusage(resource.RUSAGE_SELF)
    out=building.build_demo(building.Plan(2000,2011,date(2026,11,21),1),sign_ins_file=tmp_path/"s.json",say=lambda w: None)
    u2=resource.getrusage(resource.RUSAGE_SELF)
    print("BUILD",time.time()-t,"cpu",u2.ru_utime-u.ru_utime, out)
    for k,v in t0.most_common(): print(k, round(v,2), n[k], round(v/max(1,n[k])*1e6),"us")
    pid=connection.connection.info.backend_pid
    st=open(f"/proc/{pid}/stat").read().split()
    print("backend cpu", int(st[13])/100, int(st[14])/100)
