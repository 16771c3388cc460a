using System.Collections.Immutable;
using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Patching;

/// <summary>Turns a Parameters resource into the operations of a FHIRPath Patch, or into everything that is wrong with it.</summary>
internal static class FhirPathPatchReader
{
    private static readonly ImmutableHashSet<string> PartNames = ["type", "path", "name", "value", "index", "source", "destination"];

    public static PatchReading Read(Parameters parameters)
    {
        if (parameters.Parameter.Count is 0 or > Patches.MaxOperations)
        {
            return new PatchReading.Malformed([new Issue(
                OperationOutcome.IssueType.Structure, $"A FHIRPath Patch has 1 to {Patches.MaxOperations} operations.", "Parameters.parameter")]);
        }

        var issues = ImmutableArray.CreateBuilder<Issue>();
        var operations = ImmutableArray.CreateBuilder<FhirPathOperation>(parameters.Parameter.Count);
        foreach (var (index, parameter) in parameters.Parameter.Index())
        {
            if (new Parts(parameter, $"Parameters.parameter[{index}]", issues).Operation() is { } operation)
            {
                operations.Add(operation);
            }
        }

        return issues.Count > 0
            ? new PatchReading.Malformed(issues.DrainToImmutable())
            : new PatchReading.Readable(new FhirPathPatch(operations.DrainToImmutable()));
    }

    /// <summary>The parts of one operation, and what is wrong with them.</summary>
    private sealed class Parts(Parameters.ParameterComponent parameter, string at, ImmutableArray<Issue>.Builder issues)
    {
        /// <summary>Null if anything is wrong; every fault is told.</summary>
        public FhirPathOperation? Operation()
        {
            var before = issues.Count;
            if (parameter.Name != "operation")
            {
                return Fault<FhirPathOperation>("Each parameter of a FHIRPath Patch is named operation.", ".name");
            }

            CheckNames();
            var path = Path();
            var operation = Text("type") switch
            {
                "add" => (Text("name"), Value()) is ({ } name, { } value) && path is not null ? new FhirPathOperation.Add(at, path, name, value) : null,
                "insert" => (Value(), Position("index")) is ({ } value, { } index) && path is not null
                    ? new FhirPathOperation.Insert(at, path, value, index)
                    : null,
                "delete" => path is null ? null : new FhirPathOperation.Delete(at, path),
                "replace" => Value() is { } value && path is not null ? new FhirPathOperation.Replace(at, path, value) : null,
                "move" => (Position("source"), Position("destination")) is ({ } source, { } destination) && path is not null
                    ? new FhirPathOperation.Move(at, path, source, destination)
                    : null,
                null => null,
                _ => Fault<FhirPathOperation>("The type of an operation is add, insert, delete, replace or move.", Place("type")),
            };
            return issues.Count == before ? operation : null;
        }

        private void CheckNames()
        {
            var seen = new HashSet<string?>(StringComparer.Ordinal);
            foreach (var (index, part) in parameter.Part.Index())
            {
                if (part.Name is null || !PartNames.Contains(part.Name))
                {
                    Fault<object>("The parts of an operation are type, path, name, value, index, source and destination.", $".part[{index}].name");
                }
                else if (!seen.Add(part.Name))
                {
                    Fault<object>("This part stands twice in one operation.", $".part[{index}].name");
                }
            }
        }

        private PatchPath? Path() => Text("path") is not { } text ? null
            : PatchPath.TryParse(text, out var path) ? path
            : Fault<PatchPath>(
                "The path must be FHIRPath of at most 500 characters and 24 brackets that walks down from the resource and chooses among elements; variables and other functions are not taken.",
                Place("path"));

        private string? Text(string name) => Part(name)?.Value switch
        {
            FhirString { Value: { } text } => text,
            Code { Value: { } text } => text,
            _ => Fault<string>($"This operation needs the part {name}, as text.", Place(name), OperationOutcome.IssueType.Required),
        };

        private int? Position(string name)
        {
            int? position = Part(name)?.Value switch
            {
                Integer { Value: >= 0 and var value } => value,
                UnsignedInt { Value: var value } => value,
                PositiveInt { Value: var value } => value,
                _ => null,
            };
            if (position is null)
            {
                Fault<object>($"This operation needs the part {name}, an integer from 0 on.", Place(name), OperationOutcome.IssueType.Required);
            }

            return position;
        }

        private PatchValue? Value() => Part("value") is { } part && (part.Value is not null || part.Resource is not null || part.Part.Count > 0)
            ? new PatchValue(part, at + Place("value"))
            : Fault<PatchValue>("This operation needs the part value.", Place("value"), OperationOutcome.IssueType.Required);

        private Parameters.ParameterComponent? Part(string name) => parameter.Part.FirstOrDefault(part => part.Name == name);

        private string Place(string name) => parameter.Part.FindIndex(part => part.Name == name) is >= 0 and var index ? $".part[{index}]" : string.Empty;

        private T? Fault<T>(string sentence, string place, OperationOutcome.IssueType code = OperationOutcome.IssueType.Value)
            where T : class
        {
            issues.Add(new Issue(code, sentence, at + place));
            return null;
        }
    }
}
