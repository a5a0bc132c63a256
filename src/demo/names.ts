/** The languages the demo shop writes in. */
export type DemoLanguage = 'en' | 'hr' | 'sl' | 'cs' | 'lv'

/** First and last names that go together in one language; surnames follow the first name where the language asks it. */
export interface NameList {
  readonly first: readonly string[]
  readonly last: readonly string[]
}

/** Common first names and surnames, two lists a language; any pair is an invented person. */
export const names: Readonly<Record<DemoLanguage, readonly [NameList, NameList]>> = {
  en: alike(
    'Alice Amelia Beth Clara Daisy Edith Ella Emma Flora Grace Hazel Holly Ivy Jane Kate Lily Lucy Maeve Molly Nora ' +
      'Olive Poppy Rose Ruby Sarah Sophie Tess Zoe',
    'Adam Alfie Ben Callum Daniel Dylan Edward Finn George Harry Henry Isaac Jack James Joseph Leo Liam Luke Max ' +
      'Noah Oliver Oscar Owen Patrick Rhys Sam Theo Thomas',
    'Abbott Baker Bennett Brooks Carter Clarke Cooper Dawson Ellis Fisher Foster Gibson Graham Harper Hughes Kelly ' +
      "Knight Lawson Mason Morgan Murphy Newton O'Brien Palmer Parker Quinn Reed Russell Shaw Sutton Turner Walsh " +
      'Ward Watson Webb Wright',
  ),
  hr: alike(
    'Ana Anita Antonija Barbara Božena Dora Dunja Ema Gordana Iva Ivana Jasna Jelena Karla Katarina Klara Lana Lea ' +
      'Lucija Marija Marta Mia Mirjana Nika Petra Sanja Tena Vesna Željka',
    'Ante Borna Damir Dario Davor Domagoj Filip Fran Goran Hrvoje Igor Ivan Jakov Josip Karlo Krešimir Lovro Luka ' +
      'Marin Marko Mateo Matija Nikola Petar Roko Šime Tin Tomislav Vedran Željko',
    'Babić Barišić Blažević Bošnjak Brkić Crnković Ćosić Đurić Filipović Grgić Horvat Ivančić Jukić Jurić Knežević ' +
      'Kovač Kovačević Kralj Lončar Marić Marković Matić Novak Pavlović Perić Petrović Radić Šarić Šimić Tomić ' +
      'Vidović Vuković Zorić Živković',
  ),
  sl: alike(
    'Alenka Ana Anja Barbara Eva Hana Irena Jana Julija Katja Lara Maja Manca Marjeta Mojca Nataša Neža Nina Nuša ' +
      'Petra Polona Sara Špela Tanja Tina Urška Zala Živa',
    'Aleš Andrej Anže Blaž Bor Boštjan Črt David Gašper Grega Jaka Jan Janez Jure Klemen Luka Marko Matej Matjaž ' +
      'Miha Mitja Nejc Primož Rok Simon Tilen Tomaž Žan Žiga',
    'Bizjak Božič Erjavec Golob Hribar Hočevar Jereb Kastelic Kavčič Kern Kolar Korošec Košir Kotnik Kovačič Kralj ' +
      'Krajnc Lah Mlakar Oblak Pečnik Petek Pirc Potočnik Rozman Rupnik Šuštar Turk Vidmar Zajc Zupan Zupančič ' +
      'Žagar',
  ),
  cs: [
    pair(
      'Adéla Alena Aneta Anna Barbora Dana Denisa Eliška Eva Hana Helena Ivana Jana Jitka Kamila Klára Lenka Lucie ' +
        'Marie Markéta Martina Monika Nela Pavla Petra Radka Šárka Tereza Veronika Zuzana',
      'Benešová Bláhová Černá Dvořáková Doležalová Fialová Hájková Horáková Jelínková Kolářová Krejčí Králová ' +
        'Kučerová Marešová Moravcová Musilová Němcová Nováková Novotná Pokorná Pospíšilová Procházková Růžičková ' +
        'Říhová Sedláčková Svobodová Šimková Urbanová Vaňková Veselá Vlčková Zemanová',
    ),
    pair(
      'Adam Aleš David Dominik Filip František Jakub Jan Jaroslav Jiří Josef Kamil Karel Libor Lukáš Marek Martin ' +
        'Matěj Michal Milan Ondřej Pavel Petr Radek Stanislav Šimon Tomáš Václav Vojtěch Zdeněk',
      'Beneš Bláha Černý Dvořák Doležal Fiala Hájek Horák Jelínek Kolář Krejčí Král Kučera Mareš Moravec Musil ' +
        'Němec Novák Novotný Pokorný Pospíšil Procházka Růžička Říha Sedláček Svoboda Šimek Urban Vaněk Veselý Vlček ' +
        'Zeman',
    ),
  ],
  lv: [
    pair(
      'Agnese Anita Anna Baiba Dace Elīna Elza Evija Gunta Ieva Ilze Inese Inga Katrīna Kristīne Laima Laura Līga ' +
        'Linda Madara Māra Marta Paula Rūta Sandra Santa Vita Zane',
      'Āboliņa Apine Balode Bērziņa Briede Dūmiņa Eglīte Freimane Grīnberga Jansone Kalniņa Kārkliņa Krastiņa Krūmiņa ' +
        'Lapiņa Liepiņa Ozoliņa Ozola Pētersone Priede Rozīte Siliņa Skuja Straume Vanaga Vītola Zariņa Zvirbule',
    ),
    pair(
      'Aivars Andris Arturs Dainis Edgars Gatis Gints Guntis Ivars Jānis Juris Kārlis Kaspars Krišjānis Māris Mārtiņš ' +
        'Miks Normunds Oskars Pēteris Raimonds Reinis Ričards Roberts Toms Uldis Valdis Ziedonis',
      'Āboliņš Apinis Balodis Bērziņš Briedis Dūmiņš Eglītis Freimanis Grīnbergs Jansons Kalniņš Kārkliņš Krastiņš ' +
        'Krūmiņš Lapiņš Liepiņš Ozoliņš Ozols Pētersons Priede Rozītis Siliņš Skuja Straume Vanags Vītols Zariņš ' +
        'Zvirbulis',
    ),
  ],
}

function alike(women: string, men: string, last: string): [NameList, NameList] {
  return [pair(women, last), pair(men, last)]
}

function pair(first: string, last: string): NameList {
  return { first: first.split(' '), last: last.split(' ') }
}
