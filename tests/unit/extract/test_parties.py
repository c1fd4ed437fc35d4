"""Who acts and who is hit in plain sentences of both languages: what works in one works in the other."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.model import Article
from kg.ontology import load_ontology

pytestmark = pytest.mark.models


def read(text: str, lang: str) -> set[tuple[str, str, str]]:
    ((_, statements),) = extract([Article("x", text, lang=lang, date="2022-06-15")], load_ontology(), judged=False)
    return {(s.subject.entity.label, s.type, s.object.entity.label if s.object else "-") for s in statements}


EVERYDAY = [
    # whoever suffers is hit by whoever the noun names
    ("en", "Three Chadian soldiers were wounded in an exchange of fire with Malian troops.", ("Chad", "ASSAULT", "Malian army")),
    ("fr", "Trois soldats tchadiens ont été blessés dans un échange de tirs avec l'armée malienne.", ("Chad", "ASSAULT", "Malian Armed Forces")),
    ("en", "Niger suffered a massive Chadian missile attack.", ("Chad", "ASSAULT", "Niger")),
    ("en", "A strike blamed on Chad killed three Malian officers.", ("Chad", "ASSAULT", "Mali")),
    ("fr", "Une frappe attribuée au Tchad a tué trois officiers maliens.", ("Chad", "ASSAULT", "Mali")),
    # who is tied to a group acts as the group
    ("en", "Militants linked to al Qaeda killed five Malian soldiers.", ("Al-Qaeda", "ASSAULT", "Malian army")),
    ("fr", "Des combattants liés à Al-Qaïda ont tué cinq soldats maliens.", ("Al-Qaeda", "ASSAULT", "Malian army")),
    # envoys are recalled by those who sent them
    ("en", "Peru's ambassador to Chile was recalled.", ("Peru", "SANCTION", "Chile")),
    ("fr", "L'ambassadeur du Pérou au Chili a été rappelé.", ("Peru", "SANCTION", "Chile")),
    # to be told that one must, or to do, is to be asked
    ("en", "Oslo told Moscow on Monday that it must free the sailors.", ("Norway", "REQUEST", "Russia")),
    ("en", "Oslo told Moscow to free the sailors.", ("Norway", "REQUEST", "Russia")),
    ("fr", "Oslo a dit à Moscou qu'elle devait libérer les marins.", ("Norway", "REQUEST", "Russia")),
    ("fr", "Oslo a dit à Moscou de libérer les marins.", ("Norway", "REQUEST", "Russia")),
    ("en", "Oslo said all Chadian troops had to leave Mali.", ("Norway", "REQUEST", "Chadian army")),
    ("en", "The ultimatum that Chad had given Mali was due to expire.", ("Chad", "THREATEN", "Mali")),
    ("fr", "L'ultimatum que le Tchad avait donné au Mali expirait.", ("Chad", "THREATEN", "Mali")),
    # headlines in the present
    ("fr", "La France achemine des armes vers le Tchad.", ("France", "AID", "Chad")),
    ("en", "France belittles Chad.", ("France", "ACCUSE", "Chad")),
    # whose the victims are says nothing of the gunmen; a former president is a person like others
    ("en", "Gunmen have seized three Japanese civilians on the highway.", ("gunmen", "ASSAULT", "Japan")),
    ("fr", "Des hommes armés ont enlevé trois touristes japonais.", ("gunmen", "ASSAULT", "Japan")),
    ("fr", "Le Pérou a critiqué l'ancien président Alberto Fujimori.", ("Peru", "ACCUSE", "Alberto Fujimori")),
    ("en", "Peru criticised former president Alberto Fujimori.", ("Peru", "ACCUSE", "Alberto Fujimori")),
    # the countries of a region are nobody's
    ("en", "Caribbean leaders asked Britain to pay.", ("Caribbean countries", "REQUEST", "United Kingdom")),
    ("fr", "Les dirigeants caribéens ont condamné Cuba.", ("Caribbean countries", "ACCUSE", "Cuba")),
    ("en", "Latin American leaders condemned Cuba.", ("Latin American countries", "ACCUSE", "Cuba")),
    ("fr", "Les pays du Golfe ont condamné l'Iran.", ("Gulf states", "ACCUSE", "Iran")),
    ("en", "The West condemned Iran.", ("West", "ACCUSE", "Iran")),
    # what belongs to two is between them, whoever was named before
    ("en", "Berlin spoke. Moscow and NATO have suspended their cooperation.", ("Russia", "SANCTION", "NATO")),
    ("fr", "Berlin a parlé. Moscou et l'Otan ont suspendu leur coopération.", ("Russia", "SANCTION", "NATO")),
    # two nations in one adjective, a visitor told of in an aside, an organ with a capital, a bare capital before its verb
    ("fr", "Des pourparlers franco-allemands se sont ouverts jeudi à Metz.", ("France", "CONSULT", "Germany")),
    ("fr", "Le ministre français, en déplacement à Varsovie, a salué l'accord.", ("France", "CONSULT", "Poland")),
    ("fr", "Quito rompt ses relations avec la Colombie.", ("Ecuador", "SANCTION", "Colombia")),
    # the first to do it is the subject, not the adjective beside; those of another side; who does likewise
    ("fr", "Malte est devenue le premier pays européen à reconnaître la Libye.", ("Malta", "SUPPORT", "Libya")),
    ("fr", "Les émissaires du Hamas et ceux d'Israël se retrouvent à Doha.", ("Hamas", "CONSULT", "Israel")),
    ("fr", "Le Pérou a condamné le Chili, tout comme la Bolivie.", ("Bolivia", "ACCUSE", "Chile")),
    ("en", "Peru has condemned Chile, as has Bolivia.", ("Bolivia", "ACCUSE", "Chile")),
    # rebels are no jihadists, and fighters for a government are no rebels
    ("fr", "Le M23 et l'État islamique ont attaqué Beni. Les rebelles ont tué trois soldats rwandais.", ("M23", "ASSAULT", "Rwandan army")),
    ("en", "M23 and Islamic State attacked Beni. The jihadists killed three Rwandan soldiers.", ("Islamic State", "ASSAULT", "Rwandan army")),
    ("fr", "L'État islamique a pris Palmyre. Cent combattants loyalistes affrontent l'État islamique.", ("Syrian militants", "ASSAULT", "Islamic State")),
    ("fr", "L'État islamique a pris Palmyre. Les combattants loyalistes affrontent l'État islamique.", ("Syrian militants", "ASSAULT", "Islamic State")),
    ("fr", "Pékin a réagi en menaçant deux banques américaines.", ("China", "THREATEN", "United States")),
    ("fr", "Et Paris a rejeté l'offre de Rome.", ("France", "REJECT", "Italy")),
    ("en", "US President Donald Trump and North Korean leader Kim Jong Un met in Hanoi on Wednesday.", ("United States", "CONSULT", "North Korea")),
    ("en", "Boko Haram raided a base in Diffa. The army said it had killed 50 assailants.", ("Niger", "ASSAULT", "Boko Haram")),
    ("fr", "Boko Haram a attaqué Diffa. L'armée dit avoir tué 50 assaillants.", ("Niger", "ASSAULT", "Boko Haram")),
    # the noun phrase right before a verb is its subject, what follows an aside its object
    ("fr", "Réunis lundi à Lima, les ministres du Mercosur ont suspendu le Paraguay.", ("Mercosur", "SANCTION", "Paraguay")),
    ("fr", "Après un an de guerre, le gouvernement tchadien et les rebelles du FACT ont signé un accord.", ("Chad", "SUPPORT", "Front for Change and Concord in Chad")),
    ("fr", "Le Kenya et l'Ouganda ont signé dans la nuit, sous l'égide du Qatar, un accord commercial.", ("Kenya", "SUPPORT", "Uganda")),
    ("fr", "Oslo a reçu de Séoul ses premiers chars.", ("South Korea", "AID", "Norway")),
    ("fr", "Le Soudan a laissé entrer les inspecteurs de l'ONU.", ("Sudan", "RETREAT", "United Nations")),
    ("fr", "Le Kenya a saisi la Cour pénale internationale, dont Nairobi récuse d'ordinaire la compétence.", ("Kenya", "REJECT", "International Criminal Court")),
    # each nation its own minister; mediators are no parties; promises to do no harm threaten nobody
    ("en", "The Chadian and Sudanese foreign ministers, Ali Bechir and Omar Salih, blamed each other.", ("Sudan", "ACCUSE", "Chad")),
    ("en", "Chad and Sudan opened peace talks on Monday, with Qatar as mediator.", ("Chad", "CONSULT", "Sudan")),
    ("fr", "Le Tchad et le Soudan ont ouvert des pourparlers, avec le Qatar comme médiateur.", ("Chad", "CONSULT", "Sudan")),
    ("en", "The bank froze loans to Chad and Sudan has halted oil supplies to Niger.", ("Sudan", "SANCTION", "Niger")),
    ("en", "Mali granted asylum to a Chadian, prompting Chad to expel its ambassador.", ("Chad", "SANCTION", "Mali")),
    ("fr", "Le Mali a rencontré le président nigérien. Ils sont convenus d'un cessez-le-feu.", ("Mali", "CONCEDE", "Niger")),
    # cities lend their states adjectives
    ("fr", "Un tribunal moscovite a emprisonné un journaliste estonien.", ("Russia", "COERCE", "Estonia")),
    ("fr", "Les Serbes de Bosnie ont bombardé la Croatie.", ("Bosnia and Herzegovina", "ASSAULT", "Croatia")),
    # two who hold an office are two, whatever the parser joins; each serves the nation whose adjective is his
    ("fr", "Les présidents Emmanuel Macron et Joe Biden ont critiqué le Tchad.", ("France", "ACCUSE", "Chad")),
    ("fr", "Les présidents Emmanuel Macron et Joe Biden ont critiqué le Tchad.", ("United States", "ACCUSE", "Chad")),
    ("fr", "Les présidents chilien, Luis Soto, et péruvien, Jorge Vela, ont condamné Cuba.", ("Chile", "ACCUSE", "Cuba")),
    ("fr", "Les présidents chilien, Luis Soto, et péruvien, Jorge Vela, ont condamné Cuba.", ("Peru", "ACCUSE", "Cuba")),
    ("en", "The presidents of Chile and Peru, Luis Soto and Jorge Vela, condemned Cuba.", ("Chile", "ACCUSE", "Cuba")),
    ("en", "The presidents of Chile and Peru, Luis Soto and Jorge Vela, condemned Cuba.", ("Peru", "ACCUSE", "Cuba")),
    # some of many are named; what stands behind an aside and "and" acts, too; a second subject shares the auxiliary
    ("fr", "Plusieurs pays, dont le Chili et le Pérou, ont condamné Cuba.", ("Peru", "ACCUSE", "Cuba")),
    ("en", "Several countries, including Chile and Peru, condemned Cuba.", ("Peru", "ACCUSE", "Cuba")),
    ("en", "Chile, a former ally, and the African Union condemned Cuba.", ("African Union", "ACCUSE", "Cuba")),
    ("fr", "Le Chili, ancien allié, et l'Union africaine ont condamné Cuba.", ("African Union", "ACCUSE", "Cuba")),
    ("fr", "Le Chili a rompu ses relations avec Cuba, et le Pérou condamné Haïti.", ("Peru", "ACCUSE", "Haiti")),
    # a month takes no complement, the place before "where" is no party, and who met is behind a comma
    ("fr", "Le Chili a dit qu'il imposerait à partir du 1er août des droits de douane de 50 % sur l'ensemble des produits cubains.", ("Chile", "SANCTION", "Cuba")),
    ("en", "Lima, where Chile and Cuba had been negotiating since May, stayed calm.", ("Chile", "CONSULT", "Cuba")),
    ("en", "Chile and Cuba, who met in Lima, condemned Haiti.", ("Chile", "CONSULT", "Cuba")),
    ("fr", "Le Chili et Cuba, qui se sont rencontrés à Lima, ont condamné Haïti.", ("Chile", "CONSULT", "Cuba")),
    # it is asked of who does it; talks are told by the way; what was imposed on somebody is eased for him
    ("en", "The African Union widened its embargo on Haiti, as Chile had demanded.", ("Chile", "REQUEST", "African Union")),
    ("fr", "L'Union africaine a élargi son embargo contre Haïti, comme l'avait demandé le Chili.", ("Chile", "REQUEST", "African Union")),
    ("en", "In a phone call, Emmanuel Macron urged Joe Biden to sign.", ("France", "CONSULT", "United States")),
    ("fr", "Lors d'un entretien téléphonique, Emmanuel Macron a demandé à Joe Biden de retirer ses troupes.", ("France", "CONSULT", "United States")),
    ("en", "The curfew imposed on Chad was eased by France.", ("France", "CONCEDE", "Chad")),
    ("fr", "Le couvre-feu imposé au Tchad a été assoupli par la France.", ("France", "CONCEDE", "Chad")),
    ("en", "The bombing in Lima was the work of Chad.", ("Chad", "ASSAULT", "Peru")),
    ("fr", "L'attentat de Lima est l'œuvre du Tchad.", ("Chad", "ASSAULT", "Peru")),
    # who leads rebels is not his state; who is warned is not who warns; a capital without its accent
    ("en", "Chadian rebel leader Hassan Abdou criticised France.", ("Chadian rebels", "ACCUSE", "France")),
    ("fr", "Le chef rebelle tchadien Hassan Abdou a critiqué la France.", ("Chadian rebels", "ACCUSE", "France")),
    ("fr", "Le gaz sera coupé à la Pologne, a mis en garde le président Alexandre Loukachenko.", ("Belarus", "THREATEN", "Poland")),
    ("fr", "A Lima, le gouvernement a condamné Cuba.", ("Peru", "ACCUSE", "Cuba")),
    ("fr", "Luis Soto est arrivé à Lima, où le gouvernement a condamné Cuba.", ("Peru", "ACCUSE", "Cuba")),
    # halves of a country, courts of a city, one person called by what he is
    ("en", "South Korea and North Korea spoke. Chile imposed sanctions on the North.", ("Chile", "SANCTION", "North Korea")),
    ("fr", "La Corée du Sud et la Corée du Nord ont parlé. Le Nord a menacé le Sud.", ("North Korea", "THREATEN", "South Korea")),
    ("en", "Judges in The Hague criticised Chad. The International Court of Justice had met.", ("International Court of Justice", "ACCUSE", "Chad")),
    ("fr", "La Cour internationale de justice a siégé. Les juges de La Haye ont critiqué le Tchad.", ("International Court of Justice", "ACCUSE", "Chad")),
    ("fr", "La France a reçu le dissident Jorge Glas. Le Chili a arrêté le dissident.", ("Chile", "COERCE", "Jorge Glas")),
    # the organisation called by its noun is no government; what "called" says stands behind its object
    ("en", "The European Commission sued Chile. The Chilean government laughed. Peru welcomed the Commission's step.", ("Peru", "SUPPORT", "European Commission")),
    ("en", "Chad's foreign ministry called the Malian decision \"reckless\".", ("Chad", "ACCUSE", "Mali")),
    ("fr", "Le Tchad a jugé l'offre malienne inacceptable.", ("Chad", "REJECT", "Mali")),
    ("en", "Russia must leave Georgia, Chad said.", ("Chad", "REQUEST", "Russia")),
    # look-alikes of the above
    ("en", "The junta based in Bamako condemned France.", ("Mali", "ACCUSE", "France")),
    ("fr", "La junte installée à Niamey a condamné la France.", ("Niger", "ACCUSE", "France")),
    ("fr", "Téhéran voit Israël comme l'agresseur et condamne Washington.", ("Iran", "ACCUSE", "United States")),
    ("en", "As Chile appealed to Peru for restraint, Cuba fired missiles at Haiti.", ("Chile", "REQUEST", "Peru")),
    ("en", "Moscow talks with Kyiv resumed.", ("Russia", "CONSULT", "Ukraine")),
    ("en", "French anti-terrorist prosecutor Jean Martin accused Iran of murder.", ("France", "ACCUSE", "Iran")),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "wanted"), EVERYDAY, ids=[text for _, text, _ in EVERYDAY])
def test_everyday_sentences(lang: str, text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in read(text, lang)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Oslo told Moscow that it had paid."),
        ("fr", "Oslo a dit à Moscou qu'elle avait payé."),
    ],
)
def test_to_tell_is_not_to_ask(lang: str, text: str) -> None:
    assert not [t for t in read(text, lang) if t[1] == "REQUEST"]


@pytest.mark.parametrize(
    ("lang", "text", "stranger"),
    [
        ("en", "Lima, where Chile and Cuba had been negotiating since May, stayed calm.", "Peru"),
        ("fr", "Le Tchad a quitté les pourparlers de Lima.", "Peru"),
        ("en", "Chad moved two divisions to the border, Peruvian officials said.", "Peru"),
        ("en", "Leaders meeting in Lima condemned Chad.", "Peru"),
    ],
)
def test_who_is_only_there_takes_no_part(lang: str, text: str, stranger: str) -> None:
    assert not [t for t in read(text, lang) if stranger in (t[0], t[2])]


def test_a_title_whose_joints_lead_nowhere_is_read_to_its_end() -> None:
    assert ("Ukraine", "ACCUSE", "Russia") not in read("Retrait de Kherson, et Moscou accuse Kiev, et Washington", "fr")


def test_who_is_condemned_at_a_meeting_need_not_be_there() -> None:
    assert not [t for t in read("During a meeting in Brussels, France condemned Iran.", "en") if t[1] == "CONSULT"]


def test_what_was_not_somebodys_work_is_not_laid_to_him() -> None:
    assert not read("The bombing of Kabul was not the work of Pakistan.", "en")


def test_what_must_be_done_is_asked_now() -> None:
    ((_, statements),) = extract([Article("x", "Russia must leave Georgia, Chad said.", lang="en", date="2022-06-15")], load_ontology(), judged=False)  # fmt: skip
    assert [(s.type, s.status) for s in statements] == [("REQUEST", "actual")]


def test_armed_people_are_no_pastime() -> None:
    text = "Ils regardaient la finale de la Coupe au club de rugby. Les rebelles tchadiens ont attaqué le Niger."
    assert ("Chadian rebels", "ASSAULT", "Niger") in read(text, "fr")


def test_a_promise_not_to_strike_is_no_threat() -> None:
    told = read("Chad and Sudan promised each other not to use force.", "en")
    assert ("Chad", "AGREE", "Sudan") in told
    assert not [t for t in told if t[1] == "THREATEN"]


@pytest.mark.parametrize("brief", [True, False])
def test_a_text_of_one_sentence_tells_its_act_without_a_recipient(brief: bool) -> None:
    """Where more is told, an act without its recipient is left to the judge of whole articles."""
    more = "" if brief else " The talks went on. Nobody was hurt. The roads stayed open."
    text = "President Idriss Deby of Chad pledged reform in a televised address." + more
    ((_, statements),) = extract([Article("x", text, lang="en", date="2015-06-15")], load_ontology())
    assert ([s.type for s in statements if s.type != "ROLE"] == ["AGREE"]) is brief
