using System.Collections.Frozen;
using Gateway.Text;

namespace Gateway.Subjects;

/// <summary>Numbers written as words, as far as ages need them.</summary>
internal static class NumberWords
{
    private const string Small = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        + "seventeen eighteen nineteen twenty";

    public static FrozenDictionary<int, int> AddTo(Vocabulary.Builder words)
    {
        var numbers = new Dictionary<int, int>();
        foreach (var (value, word) in Small.Split(' ').Index())
        {
            numbers[words.Add(word)] = value;
        }

        foreach (var (value, word) in "thirty forty fifty sixty seventy eighty ninety".Split(' ').Index())
        {
            numbers[words.Add(word)] = (value + 3) * 10;
        }

        return numbers.ToFrozenDictionary();
    }
}
