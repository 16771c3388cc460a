using Gateway.Text;

namespace Gateway.Subjects.Weighing;

/// <summary>Lays a scanned message out in slots.</summary>
internal static class SlotReader
{
    public static List<Slot> Read(TokenizedText text, IReadOnlyList<Mention> mentions, Cast cast)
    {
        var tokens = text.Tokens;
        var slots = new List<Slot>(tokens.Length);
        var next = 0;
        for (var at = 0; at < tokens.Length; at++)
        {
            if (next < mentions.Count && mentions[next].First == at)
            {
                var mention = mentions[next++];
                slots.Add(new Slot(mention.Who, KindOf(mention.Who, tokens[at], cast), mention.Owns, tokens[at].Sentence, at));
                at = mention.Last;
                continue;
            }

            var kind = text.Mark(tokens[at]) is '?' ? SlotKind.Asks : Slot.KindOf(tokens[at]);
            slots.Add(new Slot(null, kind, false, tokens[at].Sentence, at));
        }

        return slots;
    }

    private static SlotKind KindOf(Person who, in Token first, Cast cast) => who.Role switch
    {
        PersonRole.Bystander => SlotKind.Bystander,
        PersonRole.Other => SlotKind.Another,
        PersonRole.Subject when cast.Sender != cast.Subject => SlotKind.Patient,
        PersonRole.Subject or PersonRole.Writer => first.Is(WordTags.We | WordTags.OurPossessive) ? SlotKind.We : SlotKind.Me,
    };
}
