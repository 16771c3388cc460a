using Gateway.Text;

namespace Gateway.Subjects.Weighing;

/// <summary>A message with each mention of a person drawn together into one place, and each other word reduced to what it does.</summary>
/// <param name="Who">The person mentioned; null for a word.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Owns">Whether what follows is the person's.</param>
/// <param name="Sentence">The sentence it stands in.</param>
/// <param name="Token">The word's place among the tokens; of a mention, its first word's.</param>
internal readonly record struct Slot(Person? Who, SlotKind Kind, bool Owns, int Sentence, int Token)
{
    private const int Forms = 2;

    /// <summary>How many forms a slot has for the traits: each kind, owning or not.</summary>
    public static int MostForms { get; } = Enum.GetValues<SlotKind>().Length * Forms;

    /// <summary>The form of a plain "I"; those of "we", the patient and the person follow.</summary>
    public const int FirstForm = (int)SlotKind.Me * Forms;

    public bool IsHealth => Kind is >= SlotKind.Symptom and <= SlotKind.Care;

    /// <summary>Speaks of the patient or of the one who writes.</summary>
    public bool IsFirst => Kind is SlotKind.Me or SlotKind.We or SlotKind.Patient;

    public int Form => ((int)Kind * Forms) + (Owns ? 1 : 0);

    /// <summary>As seen from a person: themselves, or somebody else.</summary>
    public int FormFor(Person person) => Who == person ? ((int)SlotKind.They * Forms) + (Owns ? 1 : 0) : Form;

    public static SlotKind KindOf(in Token token) =>
        token.Is(WordTags.Symptom) ? SlotKind.Symptom
        : token.Is(WordTags.Disease) ? SlotKind.Disease
        : token.Is(WordTags.Drug) ? SlotKind.Drug
        : token.Is(WordTags.Body) ? SlotKind.Body
        : token.Is(WordTags.Test) ? SlotKind.Test
        : token.Is(WordTags.Frame) ? SlotKind.Frame
        : token.Is(WordTags.Care) ? SlotKind.Care
        : token.Is(WordTags.Negation) ? SlotKind.Denies
        : token.Is(WordTags.Logistic) ? SlotKind.Helps
        : token.Is(WordTags.Speech | WordTags.Passing | WordTags.Inquiry) ? SlotKind.Says
        : SlotKind.Word;
}
