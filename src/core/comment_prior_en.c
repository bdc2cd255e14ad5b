/* comment_prior_en: the texts that the English prior has read; they never change. */
#include "comment_prior.h"

const char *const comment_prior_en[] = {
    "Please keep the library open and keep the same staff. They know my kids by "
    "name.",
    "I think it makes sense to share building inspection with the county, as long "
    "as it saves money and we do not have to wait longer for a permit.",
    "Our fire department is part of this town. When my husband had a heart attack "
    "they were here in four minutes. I don't want that to change.",
    "I would be fine with this if there is a way out and our own town council still "
    "makes the decisions. What happens to the people who work there now?",
    "Why are we paying for this twice? The other cities around here already do it "
    "together and it works better. Stop wasting our taxes.",
    "The police should stay local because they know the community. Payroll and "
    "fleet repair can be shared, nobody would notice.",
    "It is hard for older people to get to another city without a car, and the bus "
    "does not run on weekends. Please think about that.",
    "There should be more parks and safer streets for the children who walk to "
    "school. The roads are in very bad shape.",
    "I am not sure. I would like to know how much it will cost and who is going to "
    "be in charge before I say yes or no.",
    "Thank you for asking. This was easy to use. I have lived here for thirty years "
    "and I hope you will listen to what residents say.",
    "I don't trust that the service would be the same. Once it is gone we will not "
    "get it back.",
    "I tried to use the web site to apply for a building permit. The page could not "
    "be loaded and then it said that my account does not exist.",
    "The system asked for a user name and password, but there was an error and it "
    "did not accept the new one. There is no option to start again from the "
    "beginning.",
    "The form does not work with my phone. Some of the files were too large to "
    "send, and the message was not clear. Please provide a version that can be "
    "printed.",
    "You must make it possible to pay online. Every time you have to enter the same "
    "address, the same number and the same information again. This is the default "
    "everywhere else.",
    "If you want to change this, please allow each town to set its own rules. It "
    "should not be possible to remove a service without a public meeting.",
    "Could not find any information about this on the internet. Where is the list "
    "of all the services? Is there a name and a number that we can call?",
    "The current system is very old. The computer at the counter was not working, "
    "and they were unable to open or print the document that I needed.",
    "We need a single place where all of these requests are received, and a report "
    "that shows whether they were completed or not.",
    "The local office is usually closed when I get home from work. Please set "
    "different hours, for example one evening a week or the first Saturday of the "
    "month.",
    "Do not close the swimming pool. My daughter learned to swim there, and there "
    "is nothing else for young people to do in the summer.",
    "Water bills have gone up every year. I want to see exactly what the money is "
    "used for, line by line, and not only the total.",
    "The dispatch center should know our roads. The last time I called, the person "
    "on the phone had never heard of our street and sent them the wrong way.",
    "Animal control takes days to respond. If it were shared with the next town "
    "there might be somebody available at night.",
    "When we moved here in 1998 everybody knew everybody. I understand that things "
    "change, but a town is more than a budget.",
    "I work for the city. We have been told nothing. Will our jobs, our pay and our "
    "pension be the same as before or not?",
    "Small towns can't afford everything. Let's start with things that people do "
    "not see, such as accounting, purchasing, computers and insurance.",
    "The inspector was friendly and helpful and explained everything. It took only "
    "two days. That is because he is here and not in an office far away.",
    "Both of my parents are in wheelchairs. Make sure that the building has a ramp, "
    "a wide door and a place to park.",
    "Please translate the letters into other languages. My neighbors cannot read "
    "them, so they don't know that they are able to get help.",
    "It doesn't matter to me who signs the check, as long as someone answers the "
    "phone and the street lights are fixed.",
    "I agree with sharing, but only if we have a seat on the board and an equal "
    "vote. Larger cities always get what they want first.",
    "This has been tried before. It failed because the two councils could not agree "
    "about anything. What is different this time?",
    "Our volunteers give hundreds of hours. They do it for this community and they "
    "would not do it for a region. Remember that before you decide.",
    "Emergency service first, everything else later. We had a wildfire and the "
    "warning came too late; the radio of one department did not work with the "
    "others.",
    "Save money where you can, so that the schools, the senior center and the "
    "clinic can get what they need.",
    "No changes please. It's working well the way it is now and I do not see any "
    "reason for it.",
    "I was waiting on the line for more than an hour to report a broken water pipe. "
    "By then the whole street was under water.",
    "Garbage should be picked up on the same day for everyone. Recycling is "
    "confusing: what goes into which bin, and why is it different across the street?",
    "Thanks to the two women at the front desk. They were kind, patient and fast. "
    "You should use them to teach others.",
    "Too many people in too many offices doing the same work. One good department "
    "for the whole valley would be enough.",
    "The plan should include a test period of at least one year. After that, check "
    "the results, tell us what has been found, and let us vote.",
    "This question is not complete. It depends on the price, the quality, the time "
    "and the place. None of these are given here.",
    "More bicycle lanes, better sidewalks, trees along the main street, and please "
    "do something about traffic and speed near the school.",
    "I can't support this unless the contract can be ended. What would happen if "
    "the other side no longer wants to, or if there is not enough money?",
    "They should use what already exists instead of creating something new. There "
    "are buildings that are empty and machines that are used twice a year.",
    "Housing is the most important problem. My children grew up here and cannot "
    "live here, because rents are so high.",
    "Everyone should be treated in the same way, whether they live in the center or "
    "at the end of a dirt road.",
    "Some of us have no car, no computer and no credit card. Keep a real person at "
    "a real counter, with paper and a pen.",
    "The meeting was held at two in the afternoon on a workday. That is not a "
    "public meeting. Only those who are retired were able to come.",
    "In general I believe that working together is good, and that we have more in "
    "common with our neighbors than we think.",
    "Other: I would rather see the sheriff more often. There has been a lot of "
    "theft, and nobody seems to care.",
    "Make the rules simple, write them down, and use the same ones for all. Then it "
    "would not be necessary to ask three times.",
    "Let us keep our own name, our own building and our own events. The rest, such "
    "as software, vehicles and training, can be managed by the county.",
    "Bring the bookmobile back! My mother waited for it every week and it was the "
    "only visit that she had.",
    "Good idea. Do it now, before the next election.",
    "No comment.",
    NULL,
};
