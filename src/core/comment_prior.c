#include "comment_prior.h"

/* Vietnamese, Tagalog, Arabic, Chinese, Spanish, then English, which is met most. */
const char *const comment_prior_texts[] = {
    "Tôi muốn giữ thư viện ở thị trấn của chúng tôi. Nhân viên ở đó biết chúng tôi và "
    "nói tiếng Việt. Xin đừng đóng cửa thư viện.",
    "Nếu chi phí thấp hơn và dịch vụ không thay đổi thì tôi đồng ý. Nhưng người dân "
    "phải "
    "được hỏi ý kiến trước khi quyết định.",
    "Gusto ko na manatili ang mga bumbero sa ating bayan. Kilala nila ang mga tao at "
    "ang "
    "mga kalsada dito.",
    "Kung makakatipid at hindi magbabago ang serbisyo, sang-ayon ako. Pero dapat "
    "tanungin "
    "muna ang mga residente bago magpasya. Salamat po.",
    "أريد أن تبقى المكتبة في مدينتنا. الموظفون يعرفوننا ويساعدون أطفالنا.",
    "أوافق على المشاركة مع المدينة المجاورة إذا كانت التكلفة أقل ولم تتغير الخدمة. يجب "
    "أن "
    "يكون القرار لنا. شكرا.",
    "我希望图书馆留在我们的城市。工作人员认识我们，对孩子们很好。",
    "如果费用更低，服务不变，我同意和邻近的城市共享。但是决定应该由我们自己的社区来做。"
    "谢谢。",
    "我们需要更多的公园和更安全的道路。消防队来得很快，请不要改变。",
    "Me gustaría que la biblioteca se quede en nuestro pueblo. Los empleados conocen a "
    "las "
    "familias y hablan español.",
    "Estoy de acuerdo en compartir el servicio con la ciudad vecina si cuesta menos y "
    "no "
    "perdemos nada. Pero las decisiones se deben tomar aquí.",
    "No quiero que cierren la estación de bomberos. Cuando mi mamá se enfermó llegaron "
    "muy "
    "rápido. Gracias por preguntar, es importante para la comunidad.",
    "Hay que arreglar las calles y los parques. ¿Por qué no trabajan juntos los "
    "condados? "
    "Todo está muy caro y los impuestos son altos.",
    "Please keep the library open and keep the same staff. They know my kids by name.",
    "I think it makes sense to share building inspection with the county, as long as "
    "it "
    "saves money and we don't have to wait longer for a permit.",
    "Our fire department is part of this town. When my husband had a heart attack they "
    "were here in four minutes. I don't want that to change.",
    "I would be fine with this if there is a way out and our own town council still "
    "makes "
    "the decisions. What happens to the people who work there now?",
    "Why are we paying for this twice? The other cities around here already do it "
    "together and it works better. Stop wasting our taxes.",
    "The police should stay local because they know the community. Payroll and fleet "
    "repair can be shared, nobody would notice.",
    "It is hard for older people to get to another city without a car, and the bus "
    "does "
    "not run on weekends. Please think about that.",
    "There should be more parks and safer streets for the children who walk to school. "
    "The roads are in very bad shape.",
    "I am not sure. I would like to know how much it will cost and who is going to be "
    "in "
    "charge before I say yes or no.",
    "Thank you for asking. This was easy to use. I have lived here for thirty years "
    "and "
    "I hope you will listen to what residents say.",
    "I don't trust that the service would be the same. Once it is gone we will not get "
    "it "
    "back.",
    "No comment.",
};
const size_t comment_prior_count =
    sizeof comment_prior_texts / sizeof *comment_prior_texts;
