using System.Buffers;
using System.Text;

namespace Load.Seeding;

/// <summary>A text that is the same for all messages of a template but for its slots.</summary>
internal sealed class SlottedText
{
    private readonly List<(byte[] Literal, string Text, SeedSlot? Slot)> _parts = [];

    /// <param name="marked">The text with the <see cref="SeedValues.Marks"/> in its slots.</param>
    public SlottedText(string marked)
    {
        var from = 0;
        while (FirstMark(marked, from) is var (at, slot))
        {
            AddLiteral(marked[from..at]);
            _parts.Add(([], string.Empty, slot));
            from = at + SeedValues.Marks[slot].Length;
        }

        AddLiteral(marked[from..]);
    }

    public byte[] ToBytes(SeedValues values)
    {
        var bytes = new ArrayBufferWriter<byte>(2048);
        foreach (var (literal, _, slot) in _parts)
        {
            if (slot is { } place)
            {
                Encoding.UTF8.GetBytes(values[place], bytes);
            }
            else
            {
                bytes.Write(literal);
            }
        }

        return bytes.WrittenSpan.ToArray();
    }

    public string ToText(SeedValues values) => _parts switch
    {
        [] => string.Empty,
        [{ Slot: null } only] => only.Text,
        _ => string.Concat(_parts.Select(part => part.Slot is { } slot ? values[slot] : part.Text)),
    };

    private static (int At, SeedSlot Slot)? FirstMark(string marked, int from)
    {
        (int At, SeedSlot Slot)? first = null;
        foreach (var slot in Enum.GetValues<SeedSlot>())
        {
            var at = marked.IndexOf(SeedValues.Marks[slot], from, StringComparison.Ordinal);
            first = at >= 0 && (first is null || at < first.Value.At) ? (at, slot) : first;
        }

        return first;
    }

    private void AddLiteral(string text)
    {
        if (text.Length > 0)
        {
            _parts.Add((Encoding.UTF8.GetBytes(text), text, null));
        }
    }
}
