using System.Runtime.CompilerServices;

namespace Gateway.Tests.Support;

/// <summary>Compares an answer with the approved one that lies beside the test; a difference leaves a <c>.received.txt</c> to look at.</summary>
internal static class Snapshot
{
    public static void Match(string actual, [CallerFilePath] string testFile = "", [CallerMemberName] string test = "")
    {
        var stem = $"{Path.ChangeExtension(testFile, null)}.{test}";
        var (approved, received) = ($"{stem}.approved.txt", $"{stem}.received.txt");
        var text = actual.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        if (File.Exists(approved) && File.ReadAllText(approved).ReplaceLineEndings("\n") == text)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, text);
        Assert.Equal(File.Exists(approved) ? File.ReadAllText(approved).ReplaceLineEndings("\n") : "(nothing approved yet)", text);
    }
}
