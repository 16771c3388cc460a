namespace Gateway.Text;

/// <summary>Where in a message a finding stands (UTF-16 offsets into the original), so that people can be shown the words.</summary>
internal readonly record struct TextSpan(int Start, int Length)
{
    public int End => Start + Length;

    public static TextSpan Between(int start, int end) => new(start, end - start);
}
