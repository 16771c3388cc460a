using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace Gateway.Subjects.Documents;

/// <summary>
/// The one way by which bytes of a PDF are unpacked: each stream is held to the budget before the library unpacks it, what only
/// pictures need is left out, and so are font programs, which text does not need and which can be bombs of their own.
/// </summary>
internal sealed class PdfFilters(PdfBudget budget) : IFilterProvider
{
    /// <summary>Packings without a bound that can be known beforehand; they are rare, and short where they occur.</summary>
    private const int LongestUnbounded = 32 * 1024;

    public PdfBudget Budget => budget;

    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary) => Guard(DefaultFilterProvider.Instance.GetFilters(dictionary));

    public IReadOnlyList<IFilter> GetNamedFilters(IReadOnlyList<NameToken> names) => Guard(DefaultFilterProvider.Instance.GetNamedFilters(names));

    public IReadOnlyList<IFilter> GetAllFilters() => Guard(DefaultFilterProvider.Instance.GetAllFilters());

    private IReadOnlyList<IFilter> Guard(IReadOnlyList<IFilter> filters) => [.. filters.Select(filter => new Guarded(filter, budget)), new Inspected(budget)];

    private static bool IsOfPictureOrFont(DictionaryToken stream) =>
        stream.ContainsKey(NameToken.Length1)
        || (stream.TryGet(NameToken.Subtype, out var subtype) && subtype is NameToken { Data: "Image" or "Type1C" or "CIDFontType0C" or "OpenType" });

    private sealed class Guarded(IFilter filter, PdfBudget budget) : IFilter
    {
        public bool IsSupported => true;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
        {
            budget.UseStep();
            if (IsOfPictureOrFont(streamDictionary))
            {
                return Memory<byte>.Empty;
            }

            // A few megabytes unpack into nowhere in milliseconds, and three can hold gigabytes: so once to see how long it gets.
            var isBounded = filter switch
            {
                FlateFilter => ZlibLength.IsWithin(input, budget.BytesLeft),
                LzwFilter or RunLengthFilter => input.Length <= LongestUnbounded,
                Ascii85Filter or AsciiHexDecodeFilter => true,
                _ => false,
            };
            if (!isBounded)
            {
                budget.Refuse();
            }

            return filter.Decode(input, streamDictionary, filterProvider, filterIndex);
        }
    }

    /// <summary>Last of each stream's filters: counts what it became, and keeps maps of characters from being expanded without end.</summary>
    private sealed class Inspected(PdfBudget budget) : IFilter
    {
        public bool IsSupported => true;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
        {
            budget.UseBytes(input.Length);
            if (!PdfCharacterMaps.AreReasonable(input.Span))
            {
                budget.Refuse();
            }

            return input;
        }
    }
}
