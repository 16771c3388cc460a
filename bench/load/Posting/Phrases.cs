namespace Load.Posting;

/// <summary>What the generated messages are made of: our own words, after the kinds of messages that portals carry.</summary>
internal static class Phrases
{
    public static readonly string[] Openings =
    [
        "Hello,", "Good morning,", "Hi Dr. Lee,", "Hi there,", "Good afternoon,", "Dear care team,", "Hello everyone,", "",
    ];

    public static readonly string[] Complaints =
    [
        "I have had a dry cough {0}.", "My lower back has been sore {0}.", "I have been feeling tired {0}.",
        "The rash on my forearm has been itching {0}.", "My left knee is stiff in the morning {0}.",
        "I have had heartburn after dinner {0}.", "My seasonal allergies have been acting up {0}.",
        "I have been sleeping badly {0}.", "My eyes have been dry and scratchy {0}.", "I noticed a small bump on my wrist {0}.",
    ];

    public static readonly string[] Times =
    [
        "for about two weeks", "since last Tuesday", "on and off for a month", "for the past four days", "since I started the new pills",
        "since the weekend", "for ten days now", "ever since my last visit",
    ];

    public static readonly string[] Details =
    [
        "It is mild, maybe a three out of ten.", "I tried ibuprofen twice and it helped a little.", "It is worse in the evening and better after rest.",
        "I have no fever and I am eating normally.", "Nothing else has changed in my routine.", "I take lisinopril 10 mg every morning.",
        "My blood pressure at home was 128 over 82 yesterday.", "I walk for half an hour most days.", "My pharmacy is the one on Main Street.",
        "I am still taking the vitamin D you suggested.", "I used the cream from last year and it did not do much.",
        "I wrote down the readings and can bring them along.",
    ];

    public static readonly string[] Requests =
    [
        "Could you refill my lisinopril prescription, please?", "Should I come in for a visit?", "Can I get an appointment next week?",
        "Could you tell me what my last cholesterol result means?", "Is it all right to keep taking this with food?",
        "Could someone send the form for my employer?", "What would you recommend I try next?", "Do I need to repeat the blood test?",
        "I have a question about the bill for my last visit: what was it for?", "When is my next check-up due?",
    ];

    public static readonly string[] Closings = ["Thank you!", "Thanks so much.", "Many thanks for your help.", "Best regards.", "Thank you for your time.", ""];

    /// <summary>About somebody else's body: written from the sender's account, it belongs to another chart.</summary>
    public static readonly string[] AboutRelatives =
    [
        "Johnny got a fever today and he is very cranky.", "My son has had an ear ache since last night.",
        "My husband's blood sugar was 240 this morning.", "My daughter broke out in hives after lunch.",
        "My mother fell yesterday and her hip hurts.", "My 3 year old has been coughing all night.",
    ];
}
