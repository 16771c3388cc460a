namespace Month;

/// <summary>Makes up what patients write: our own sentences, with made-up days, drugs and complaints put in.</summary>
internal static class Sentences
{
    private static readonly string[] Complaints = ["left knee", "right shoulder", "lower back", "neck", "right ankle", "left elbow", "wrist"];
    private static readonly string[] Drugs = ["lisinopril 10 mg", "metformin 500 mg", "atorvastatin 20 mg", "levothyroxine 75 mcg", "omeprazole 20 mg", "sertraline 50 mg"];
    private static readonly string[] Days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];
    private static readonly string[] Tests = ["cholesterol", "thyroid", "A1c", "kidney", "iron"];
    private static readonly string[] Closings = [string.Empty, " Thank you.", " Thanks so much!", " Please let me know.", " I appreciate your help.", " No rush."];

    private static readonly Dictionary<Kind, string[]> Templates = new()
    {
        [Kind.Question] =
        [
            "Should I take {drug} with food or without?", "Is it fine to exercise while I take {drug}?", "I started {drug} on {day}. How long until it works?",
            "Do I need to stop {drug} before my dental cleaning on {day}?", "My blood pressure was 138 over 84 on {day}. Is that okay for me?",
        ],
        [Kind.Symptom] =
        [
            "My {part} has been aching when I climb stairs for {number} days. Ice helps a little. Should I come in?",
            "I have had a runny nose and a mild cough for {number} days, no fever. Is there something I can take?",
            "My {part} is stiff in the mornings since {day}. I tried ibuprofen and it helped some. What else can I do?",
            "I noticed a small itchy patch on my arm {number} days ago. It is not spreading. What cream should I use?",
        ],
        [Kind.Result] = ["I saw my {test} result from {day}. What does it mean for me?", "Is my {test} test back yet? I had it done on {day}."],
        [Kind.Refill] =
        [
            "I need a refill of my {drug} please, I have {number} tablets left. Walgreens on Main Street.", "Could you renew {drug}? I will run out on {day}. CVS as always.",
            "Refill request: {drug}, 90 days, mail order please.",
        ],
        [Kind.RefillAndSymptom] = ["I need a refill of {drug}. Also my {part} has been sore for {number} days. Should I worry about that?"],
        [Kind.Appointment] =
        [
            "Can I get an appointment on {day} in the morning?", "I need to reschedule my visit from {day} to the week after, any afternoon works.",
            "Please book my yearly physical, {day} is best.",
        ],
        [Kind.Billing] = ["I got a bill for my visit on {day} that I think insurance should cover. Whom do I ask?", "Please fill out the form for my employer, I need it by {day}."],
        [Kind.Social] = ["Thank you all for the kind care last {day}!", "Happy birthday to the whole team, you are wonderful."],
        [Kind.Technical] = ["I cannot see the document you posted on {day}, the page stays blank.", "The app does not let me change my password. What can I do?"],
        [Kind.SameDay] = ["There is blood in my urine since this morning.", "I have a fever of 102 since {day} and it hurts when I pee."],
        [Kind.Emergency] =
        [
            "I have had crushing chest pain going into my left arm for twenty minutes.", "The worst headache of my life hit me ten minutes ago.",
            "My face is drooping on one side and my speech is slurred since an hour.",
        ],
        [Kind.WrongChart] = ["{child} got a fever today and does not want to eat. What can I give?", "My son {child} has a rash on his belly since {day}. Can we come in?"],
        [Kind.Stranger] = ["My husband has had a sore {part} for {number} days. What should he take?", "My sister has a cough since {day}, should she see somebody?"],
    };

    public static string Of(Kind kind, string child, Random random)
    {
        var templates = Templates[kind];
        return (templates[random.Next(templates.Length)] + (kind is Kind.Emergency ? string.Empty : Closings[random.Next(Closings.Length)]))
            .Replace("{drug}", Drugs[random.Next(Drugs.Length)], StringComparison.Ordinal)
            .Replace("{part}", Complaints[random.Next(Complaints.Length)], StringComparison.Ordinal)
            .Replace("{day}", Days[random.Next(Days.Length)], StringComparison.Ordinal)
            .Replace("{test}", Tests[random.Next(Tests.Length)], StringComparison.Ordinal)
            .Replace("{number}", random.Next(3, 12).ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{child}", child, StringComparison.Ordinal);
    }
}
