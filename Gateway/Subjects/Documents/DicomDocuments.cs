using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Gateway.Charts;
using Gateway.References;
using Gateway.Subjects.Naming;

namespace Gateway.Subjects.Documents;

/// <summary>
/// The patient of a DICOM file: the few elements of group 0010 that name one (PS3.5, section 7; PS3.10, section 7). Everything after
/// that group is left unread.
/// </summary>
internal static class DicomDocuments
{
    private const int Preamble = 128;
    private const int MostElements = 2_000;
    private const int LongestValue = 1024;

    private const uint TransferSyntax = 0x0002_0010;
    private const uint PatientsName = 0x0010_0010;
    private const uint PatientId = 0x0010_0020;
    private const uint BirthDate = 0x0010_0030;
    private const uint AfterPatient = 0x0011_0000;
    private const uint FirstOfDataSet = 0x0003_0000;
    private const uint Delimiters = 0xFFFE_0000;
    private const uint EndOfSequence = 0xFFFE_E0DD;

    public static bool Starts(ReadOnlySpan<byte> data) => data.Length >= Preamble + 4 && data.Slice(Preamble, 4).SequenceEqual("DICM"u8);

    public static AttachedDocument Read(ReadOnlySpan<byte> data)
    {
        if (!Starts(data))
        {
            return new AttachedDocument.Unreadable();
        }

        var reader = new Elements(data[(Preamble + 4)..]);
        var patient = new Dictionary<uint, string>();
        for (var count = 0; count < MostElements && reader.TryNext(out var tag, out var value); count++)
        {
            if (reader.IsNested)
            {
                continue;
            }

            if (tag >= AfterPatient && tag < Delimiters)
            {
                return Described(patient);
            }

            if (tag is TransferSyntax)
            {
                reader.Switch(Text(value));
            }
            else if (tag is PatientsName or PatientId or BirthDate && value.Length <= LongestValue)
            {
                patient[tag] = Text(value);
            }
        }

        return reader.IsAtEnd ? Described(patient) : new AttachedDocument.Unreadable();
    }

    private static AttachedDocument Described(Dictionary<uint, string> patient)
    {
        var name = WrittenName.Read(patient.GetValueOrDefault(PatientsName, string.Empty).Split('=')[0]);
        ImmutableArray<PartialDate> births = PartialDate.TryParseCompact(patient.GetValueOrDefault(BirthDate), out var birth) ? [birth] : [];
        var id = patient.GetValueOrDefault(PatientId, string.Empty);
        return name is null && births.IsEmpty && id.Length == 0
            ? new AttachedDocument.NotClinical()
            : new AttachedDocument.Describes([
                new IdentityClaim(string.Empty, [], name is null ? [] : [name], births is [var only] ? only : null)
                {
                    BirthDates = births,
                    Numbers = id.Length == 0 ? [] : [new PatientNumber(NumberKind.Record, string.Empty, id)],
                    IsLabelled = true,
                }]);
    }

    private static string Text(ReadOnlySpan<byte> value) => TextBytes.Read(value).Trim('\0', ' ');

    /// <summary>Walks the elements of a data set: tag, kind and length, value. Group 0002 is always explicit and little-endian.</summary>
    private ref struct Elements(ReadOnlySpan<byte> data)
    {
        private const uint Undefined = 0xFFFF_FFFF;

        private ReadOnlySpan<byte> _rest = data;
        private bool _implicitKinds;
        private bool _bigEndian;
        private bool _isPacked;
        private int _depth;

        /// <summary>The element read last stands within a sequence, or ends one.</summary>
        public bool IsNested { get; private set; }

        public readonly bool IsAtEnd => _rest.IsEmpty;

        public void Switch(string transferSyntax)
        {
            _implicitKinds = transferSyntax == "1.2.840.10008.1.2";
            _bigEndian = transferSyntax == "1.2.840.10008.1.2.2";
            _isPacked = transferSyntax == "1.2.840.10008.1.2.1.99";
        }

        public bool TryNext(out uint tag, out ReadOnlySpan<byte> value)
        {
            tag = 0;
            value = default;
            if (_rest.Length < 8)
            {
                return false;
            }

            var isHeader = BinaryPrimitives.ReadUInt16LittleEndian(_rest) == 2;
            var big = _bigEndian && !isHeader;
            tag = ((uint)Short(_rest, big) << 16) | Short(_rest[2..], big);
            if (_isPacked && tag >= FirstOfDataSet)
            {
                return false;
            }

            var (length, header) = (_implicitKinds && !isHeader) || tag >= Delimiters
                ? (big ? BinaryPrimitives.ReadUInt32BigEndian(_rest[4..]) : BinaryPrimitives.ReadUInt32LittleEndian(_rest[4..]), 8)
                : Explicit(big);

            if (header < 0)
            {
                return false;
            }

            // What has no length is a sequence, or an item of one: its elements follow, and a delimiter ends it.
            IsNested = _depth > 0 || tag >= Delimiters;
            _depth += tag == EndOfSequence ? -1 : length == Undefined && tag < Delimiters ? 1 : 0;
            var skipped = length == Undefined ? 0 : length;
            if (skipped > _rest.Length - header || _depth < 0)
            {
                return false;
            }

            value = _rest.Slice(header, (int)skipped);
            _rest = _rest[(header + (int)skipped)..];
            return true;
        }

        private readonly (uint Length, int Header) Explicit(bool big)
        {
            var kind = Encoding.ASCII.GetString(_rest.Slice(4, 2));
            if (kind is not ("OB" or "OW" or "OF" or "OD" or "OL" or "OV" or "SQ" or "UC" or "UR" or "UT" or "UN" or "SV" or "UV"))
            {
                return (Short(_rest[6..], big), 8);
            }

            return _rest.Length < 12
                ? (0, -1)
                : (big ? BinaryPrimitives.ReadUInt32BigEndian(_rest[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(_rest[8..]), 12);
        }

        private static ushort Short(ReadOnlySpan<byte> data, bool big) =>
            big ? BinaryPrimitives.ReadUInt16BigEndian(data) : BinaryPrimitives.ReadUInt16LittleEndian(data);
    }
}
