namespace Gateway.Subjects.Weighing;

/// <summary>A word, or two, by a mention of a person.</summary>
/// <param name="Form">How the person is mentioned (<see cref="Slot.Form"/>).</param>
/// <param name="Place">How the words stand by the mention.</param>
/// <param name="First">The slot of the word.</param>
/// <param name="Second">The slot of the other word; none where it is one.</param>
internal readonly record struct Neighbour(int Form, NeighbourPlace Place, int First, int? Second = null)
{
    private const int Near = 3;

    /// <summary>Stands for the beginning of the sentence, where there is no slot.</summary>
    public const int Beginning = -1;

    /// <summary>Adds what stands by the mention in the slot <paramref name="at"/>, in the same sentence.</summary>
    public static void AddBy(int at, int form, List<Slot> slots, List<Neighbour> into)
    {
        for (var (distance, word) = (1, at); word is not Beginning && distance <= Near; distance++)
        {
            word = IsInSentence(at - distance, at, slots) ? at - distance : Beginning;
            into.Add(new Neighbour(form, NeighbourPlace.Before1 + (distance - 1), word));
            if (distance is 2)
            {
                into.Add(new Neighbour(form, NeighbourPlace.Before, word, at - 1));
            }
        }

        for (var distance = 1; distance <= Near && IsInSentence(at + distance, at, slots); distance++)
        {
            into.Add(new Neighbour(form, NeighbourPlace.After1 + (distance - 1), at + distance));
            if (distance is 1)
            {
                into.Add(new Neighbour(form, NeighbourPlace.Around, IsInSentence(at - 1, at, slots) ? at - 1 : Beginning, at + 1));
            }
            else if (distance is 2)
            {
                into.Add(new Neighbour(form, NeighbourPlace.After, at + 1, at + 2));
            }
        }
    }

    private static bool IsInSentence(int slot, int at, List<Slot> slots) => slot >= 0 && slot < slots.Count && slots[slot].Sentence == slots[at].Sentence;
}
