/* comment_prior_tl: the texts that the Tagalog prior has read; they never change. */
#include "comment_prior.h"

const char *const comment_prior_tl[] = {
    "Gusto ko na manatili ang mga bumbero sa ating bayan. Kilala nila ang mga tao "
    "at ang mga kalsada dito.",
    "Kung makakatipid at hindi magbabago ang serbisyo, sang-ayon ako. Pero dapat "
    "tanungin muna ang mga residente bago magpasya. Salamat po.",
    "Sinubukan kong mag-apply ng permit sa internet pero hindi mabuksan ang pahina. "
    "Pagkatapos ay nagkaroon ng error at sinabing walang ganoong pangalan o mali "
    "ang password.",
    "Hindi gumagana ang form sa aking telepono. Masyadong malaki ang mga file kaya "
    "hindi maipadala, at hindi malinaw ang mensahe. Sana ay may bersyon na puwedeng "
    "i-print.",
    "Kung babaguhin ito, hayaan po ninyong ang bawat bayan ang magtakda ng sariling "
    "patakaran. Hindi dapat alisin ang anumang serbisyo nang walang pampublikong "
    "pulong.",
    "Wala akong makitang impormasyon tungkol sa mga serbisyo. Nasaan ang listahan? "
    "Mayroon bang numero na maaaring tawagan at taong marunong mag-Tagalog?",
    "Napakaluma na ng kasalukuyang sistema. Hindi magamit ang computer sa opisina "
    "at hindi nila mabasa o mai-print ang dokumento na kailangan ko.",
    "Laging sarado ang opisina kapag nakauwi na ako galing sa trabaho. Puwede bang "
    "magbukas ng isang gabi bawat linggo o sa unang Sabado ng buwan?",
    "Matanda na ang aking mga magulang, wala silang kotse at walang bus kapag "
    "katapusan ng linggo. Kailangan ng isang lugar na malapit para sa mga papeles.",
    "Ang pulis ay dapat taga-rito dahil alam nila ang komunidad. Ang iba, tulad ng "
    "sahod, pagbili at pag-ayos ng mga sasakyan, ay maaaring pagsamahin.",
    "Tumataas ang bayad sa tubig bawat taon. Gusto naming malaman kung saan "
    "ginagamit ang pera, lahat ng detalye at hindi lamang ang kabuuan.",
    "Hindi ako sigurado. Gusto kong malaman kung magkano, sino ang mamamahala at "
    "ano ang mangyayari sa mga empleyado bago ako sumagot ng oo o hindi.",
    "Pakisalin ang mga sulat sa ibang wika. Hindi ito naiintindihan ng aking mga "
    "kapitbahay kaya hindi nila alam na may tulong para sa kanila.",
    "Mahigit dalawampung taon na kami dito. Dati ay magkakakilala ang lahat. "
    "Naiintindihan ko na nagbabago ang mga bagay, ngunit ang bayan ay higit pa sa "
    "badyet.",
    "Noong tumawag ako sa emergency, hindi alam ng sumagot ang aming kalye at mali "
    "ang daan na itinuro. Hindi na dapat ito maulit.",
    "Sa bawat pagkakataon ay kailangang ilagay ang parehong numero, parehong "
    "address at parehong mga papel. Sapat na sana ang isang beses.",
    "Napakabait ng dalawang babae sa harap, ipinaliwanag nila ang lahat. Sana ay "
    "huwag silang palitan.",
    "Subukan muna ito nang isang taon, pagkatapos ay tingnan ang resulta, ipaalam "
    "sa mga tao at pabotohin kami.",
    "Ang pabahay ang pinakamalaking problema. Dito ipinanganak ang mga anak ko pero "
    "hindi sila makatira dito dahil napakamahal ng upa.",
    "Dapat pantay ang pagtrato sa lahat, nakatira man sila sa gitna ng bayan o sa "
    "dulo ng kalsada.",
    "Hindi ako papayag kung hindi maaaring tapusin ang kontrata. Paano kung ayaw na "
    "ng kabila o kung kulang ang pera?",
    "Magsimula sa maliit, saka magdagdag ng iba, dahan-dahan lang at huwag "
    "magmadali.",
    "Noong may sunog ay huli na ang babala. Hindi magkaintindihan ang radyo ng mga "
    "departamento. Unahin ang para sa emergency.",
    "Huwag hayaang ang malalaking lungsod ang magpasya para sa maliliit. Gusto "
    "namin ng parehong boto.",
    "Kailangan namin ng mas maraming parke, ligtas na mga kalsada, ilaw sa gabi at "
    "lugar kung saan makapaglalaro ang mga bata pagkatapos ng klase.",
    "Huwag po ninyong isara ang aklatan. Doon nag-aaral ang mga bata at doon din "
    "kami gumagamit ng internet.",
    "Mahigit isang oras akong naghintay sa telepono para i-report ang sirang tubo "
    "ng tubig, walang sumagot.",
    "Ginanap ang pulong ng alas-dos ng hapon sa araw ng trabaho, kaya hindi "
    "nakapunta ang mga nagtatrabaho.",
    "Hindi lahat ay may computer, internet at credit card. Panatilihin ang tunay na "
    "tao sa tunay na opisina.",
    "Bakit dalawang beses tayong nagbabayad para sa iisang bagay? Ginagawa na ito "
    "nang magkasama sa ibang lugar. Huwag sayangin ang buwis.",
    "Kapag pinili mo ito ay hindi ka na makabalik, at hindi nai-save ang mga "
    "isinulat ko. Ayusin po sana para madaling gamitin.",
    "Ayos na kung ano ang mayroon ngayon. Wala akong nakikitang dahilan para "
    "baguhin.",
    "Magandang ideya. Gawin na ninyo.",
    "Walang komento.",
    NULL,
};
