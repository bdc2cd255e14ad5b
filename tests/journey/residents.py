"""Residents of the county's form: what each touches, and what must be in the archive for it."""

import random

TOWNS = ["brindle_ferry", "oakhollow", "tarn_springs", "cobble_bend"]
SERVICES = ["dispatch", "inspection", "fire", "libraries", "parks", "animals", "payroll", "fleet",
            "climate", "buses", "creeks", "shelter"]
CONCERNS = ["change", "workers", "conflict", "loyalty", "risk", "commitment"]
# What can be typed in each language with the keys that are on its screen.
COMMENTS = {
    "en": ["I like the story hour.", "Keep the counter open on Saturday.", "Who pays for it?"],
    "es": ["La biblioteca es de todos.", "No cierren la oficina.", "Tengo una pregunta."],
    "zh": ["Hen hao.", "Qing bu yao guan men.", "Shei fu qian?"],
    "vi": ["Thư viện là của chúng ta.", "Đừng đóng cửa."],
    "tl": ["Para sa lahat ang aklatan.", "Sino ang magbabayad?"],
    "ar": ["المكتبة لنا", "من يدفع"],
}
LANGUAGES = list(COMMENTS)

# With whom, and what would change a mind, share a screen, where nodes have the number of their
# question in the form before them.
PARTNER, MIND = "q13.choice-", "q14.write"


class Resident:
    """Builds script lines and, beside them, the answers they stand for."""

    def __init__(self, seed, language="en"):
        self.rng = random.Random(seed)
        self.language = language
        self.lines = ["expect screen attract", f"touch language-{language}",
                      "expect screen purpose", "touch next"]
        self.answers = {}
        self.complete = True

    def touch(self, *nodes):
        self.lines += [f"touch {node}" for node in nodes]

    def next(self):
        self.touch("next")

    def answer(self, path, code):
        """A select_one: touched, kept, and on to the next screen."""
        self.touch(f"choice-{code}")
        self.answers[path] = code
        self.next()

    def community(self):
        self.answer("community", self.rng.choice(TOWNS))

    def services(self, chosen):
        self.touch(*(f"service-{name}" for name in chosen))
        self.answers["services"] = " ".join(name for name in SERVICES if name in chosen)
        self.next()

    def block(self, service, words=None):
        """One service from its page to the screen that says "recorded"."""
        at, of = "about/block", f"[{service}]"
        self.lines.append("expect screen service")
        self.next()
        self.answer(f"{at}/map/identity{of}", self.rng.choice("12345"))
        self.answer(f"{at}/map/control{of}", self.rng.choice("12345"))
        self.lines.append("expect screen map")
        self.next()
        concerns = [c for c in CONCERNS if self.rng.random() < 0.4] or ["risk"]
        self.touch(*(f"choice-{c}" for c in concerns))
        self.answers[f"{at}/concerns{of}"] = " ".join(concerns)
        self.next()
        self.lines.append("expect node savings")
        share = self.rng.choice(["yes", "maybe", "no", "none"])
        self.answer(f"{at}/sharing/share{of}", share)
        self.whom(at, of, share, words or self.rng.choice(COMMENTS[self.language]))

    def whom(self, at, of, share, words):
        if share in ("yes", "maybe"):
            self.touch(PARTNER + "towns", PARTNER + "county")
            self.answers[f"{at}/whom/partners{of}"] = "towns county"
        self.touch(MIND)
        self.write(f"{at}/whom/mind{of}", words)
        self.next()

    def write(self, path, words):
        self.lines.append(f"type {words}")
        self.answers[path] = words
        self.next()

    def recorded(self):
        self.lines.append("expect screen recorded")

    def more(self):
        """The two more minutes, past the part that was drawn by lot."""
        self.lines.append("skip-to question more/first_three")
        three = self.rng.sample(SERVICES, 3)
        self.touch(*(f"choice-{name}" for name in three))
        self.answers["more/first_three"] = " ".join(name for name in SERVICES if name in three)
        self.next()
        self.answer("more/governance", self.rng.choice(["board", "county", "none"]))
        self.about_you()

    def about_you(self):
        self.write("comment", self.rng.choice(COMMENTS[self.language]))
        self.answer("you/first_time", self.rng.choice(["yes", "no"]))
        self.answer("you/helped", self.rng.choice(["yes", "no"]))
        self.answer("you/age", self.rng.choice(["18_34", "35_54", "55_74", "75_up"]))
        self.lines.append("expect screen question champion/adult")
        self.touch("skip")

    def leave(self):
        self.touch("next")
        self.lines.append("expect screen attract")


def plain(seed, language="en"):
    """One service, two more minutes, a comment, done."""
    one = Resident(seed, language)
    one.community()
    service = one.rng.choice(SERVICES)
    one.services([service])
    one.block(service)
    one.recorded()
    one.touch("questions")
    one.more()
    one.recorded()
    one.leave()
    return one


def brief(seed, words):
    """One service and its words, recorded, gone: for kiosks that are killed."""
    one = Resident(seed)
    one.community()
    service = one.rng.choice(SERVICES)
    one.services([service])
    one.block(service, words)
    one.recorded()
    one.leave()
    return one


def goes_back(seed):
    """Answers, goes back over two screens, finds the answer there, changes it."""
    one = Resident(seed)
    one.community()
    one.services(["libraries"])
    one.lines.append("expect screen service")
    one.next()
    one.touch("choice-2", "next", "choice-5", "back")
    one.lines += ["expect chosen choice-2", "touch back", "expect screen service", "touch back",
                  "expect chosen service-libraries", "touch next"]
    one.block("libraries")
    one.recorded()
    one.touch("questions")
    one.more()
    one.recorded()
    one.leave()
    return one


def changes_service(seed):
    """Answers about two services, then un-chooses one of them for good."""
    one = Resident(seed)
    one.community()
    one.services(["dispatch", "payroll"])
    one.block("dispatch")
    one.block("payroll")
    one.recorded()
    one.touch("another", "service-dispatch", "next")
    one.more()
    one.recorded()
    one.leave()
    one.answers["services"] = "payroll"
    for path in [p for p in one.answers if p.endswith("[dispatch]")]:
        del one.answers[path]
    return one


def rechooses_service(seed):
    """Un-chooses a service and chooses it again: its answers come back as they were."""
    one = Resident(seed)
    one.community()
    one.services(["libraries", "payroll"])
    one.block("libraries")
    one.block("payroll")
    one.recorded()
    one.touch("another", "service-libraries", "service-libraries", "next")
    one.more()
    one.recorded()
    one.leave()
    return one


def takes_what_is_picked(seed):
    """One service, then the one that the kiosk picks: which, only the kiosk knows. It is passed
    over without an answer."""
    one = Resident(seed)
    one.community()
    one.services(["parks"])
    one.block("parks")
    one.recorded()
    one.touch("picked")
    one.lines += ["expect screen service", "skip-to recorded"]
    one.touch("questions")
    one.more()
    one.recorded()
    one.leave()
    return one


def leaves_in_the_middle(seed):
    """One block finished, the next begun, then nobody: what was finished stays."""
    one = Resident(seed)
    one.community()
    one.services(["inspection", "libraries"])
    one.block("inspection")
    one.lines += ["wait 125", "expect node here", "wait 40", "expect screen attract"]
    one.complete = False
    return one
