"""Finding sealed people by exactly what they told, without opening anybody."""

from dengwen.foundation.identity.models import SealedPerson
from dengwen.foundation.identity.sealing import blind


def find_by_exact(*, name: str = "", phone: str = "") -> list[int]:
    """Return the ids of the sealed people who gave exactly this name and (if both are asked) this phone.

    Nothing asked finds nobody. The caller shows only parties of cases that the post may see.
    """
    wanted = {"blind_name": blind("name", name), "blind_phone": blind("phone", phone)}
    asked = {column: index for column, index in wanted.items() if index is not None}
    if not asked:
        return []
    return list(SealedPerson.objects.filter(**asked).order_by("pk").values_list("pk", flat=True))
