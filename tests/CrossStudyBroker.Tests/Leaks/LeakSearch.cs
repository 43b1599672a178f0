using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using Xunit;

namespace CrossStudyBroker.Tests.Leaks;

/// <summary>Looks for texts in whatever form they may have been written down, in texts, bytes, files and folders.</summary>
internal sealed class LeakSearch
{
    private const int Chunk = 1 << 22;

    private readonly SearchValues<string> _forms;
    private readonly int _longest;
    private readonly ConcurrentQueue<string> _found = new();
    private long _searched;

    /// <param name="secrets">Texts of ASCII signs that must not be found.</param>
    public LeakSearch(IEnumerable<string> secrets)
    {
        var forms = secrets.SelectMany(FormsOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _forms = SearchValues.Create([.. forms], StringComparison.OrdinalIgnoreCase);
        _longest = forms.Max(form => form.Length);
    }

    private LeakSearch(SearchValues<string> forms, int longest) => (_forms, _longest) = (forms, longest);

    /// <summary>What was found, each with its place and what stands around it.</summary>
    public IReadOnlyCollection<string> Found => _found;

    /// <summary>How many bytes or signs were looked at.</summary>
    public long Searched => _searched;

    /// <summary>A new search for the same.</summary>
    public LeakSearch Again() => new(_forms, _longest);

    /// <summary>Looks through a text.</summary>
    public LeakSearch In(string where, string text)
    {
        _searched += text.Length;
        Look(where, text);
        return this;
    }

    /// <summary>Looks through bytes.</summary>
    public LeakSearch In(string where, byte[] bytes) => In(where, Encoding.Latin1.GetString(bytes));

    /// <summary>Looks through all files of a folder and the folders in it, names included. Files that come and go meanwhile are left out.</summary>
    public LeakSearch InFolder(string folder)
    {
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }))
        {
            In("a name in " + folder, entry.Name);
            if (entry is FileInfo file)
            {
                InFile(file);
            }
        }

        return this;
    }

    private void InFile(FileInfo file)
    {
        try
        {
            if (file.Length == 0) // a socket, too, which cannot be opened
            {
                return;
            }

            using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var buffer = new byte[Chunk];
            for (var kept = 0; stream.ReadAtLeast(buffer.AsSpan(kept), Chunk - kept, throwOnEndOfStream: false) is > 0 and var read;)
            {
                _searched += read;
                if (Look(file.FullName, Encoding.Latin1.GetString(buffer, 0, kept + read)))
                {
                    return;
                }

                var end = kept + read;
                kept = Math.Min(end, _longest); // what begins here may end in the next piece
                buffer.AsSpan(end - kept, kept).CopyTo(buffer);
            }
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
        }
    }

    private bool Look(string where, string text)
    {
        var place = text.AsSpan().IndexOfAny(_forms);
        if (place >= 0)
        {
            _found.Enqueue($"{where}: …{text[Math.Max(0, place - 100)..Math.Min(text.Length, place + 100)].ReplaceLineEndings(" ")}…");
        }

        return place >= 0;
    }

    /// <summary>As it is, as UTF-16, as hexadecimal digits, and as base64 wherever it begins in it.</summary>
    private static IEnumerable<string> FormsOf(string secret)
    {
        var bytes = Encoding.ASCII.GetBytes(secret);
        Assert.Equal(secret, Encoding.ASCII.GetString(bytes));
        yield return secret;
        yield return Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(secret));
        yield return Convert.ToHexStringLower(bytes);
        for (var shift = 0; shift < 3; shift++)
        {
            var text = Convert.ToBase64String([.. new byte[shift], .. bytes]).TrimEnd('=');
            yield return text[(shift == 0 ? 0 : shift + 1)..^1]; // the signs that what stands before and behind takes part in are left out
        }
    }
}
