@echo off
rem Finds a Python that can run the installer; what is given here is given on to install.py.
setlocal
chcp 65001 >nul 2>nul
set PYTHONUTF8=1
set "here=%~dp0"
for %%v in (3 3.14 3.13 3.12 3.11) do (
    py -%%v -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && (
        py -%%v "%here%install.py" %*
        goto done
    )
)
for %%p in (python python3) do (
    %%p -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && (
        %%p "%here%install.py" %*
        goto done
    )
)
type "%here%python.txt"
cmd /c exit 2
:done
set code=%errorlevel%
if not defined PILOT_QUIET pause
exit /b %code%
