"""Finding sealed people by exactly what they told, without opening anybody."""

from dengwen.foundation.identity.models import SealedPerson
from dengwen.foundation.identity.sealing import blinds


def find_by_exact(*, name: str = "", phone: str = "") -> list[int]:
    """Return the ids of the sealed people who gave exactly this name and (if both are asked) this phone.

    Nothing asked finds nobody. The caller shows only parties of cases that the post may see.
    """
    wanted = {"blind_name__in": blinds("name", name), "blind_phone__in": blinds("phone", phone)}
    asked = {column: indexes for column, indexes in wanted.items() if indexes}
    if not asked:
        return []
    return list(SealedPerson.objects.filter(**asked).order_by("pk").values_list("pk", flat=True))
